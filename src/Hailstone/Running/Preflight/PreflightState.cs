using Hailstone.Catalogue;
using Hailstone.Pacing;
using Hailstone.Planning;
using Hailstone.Providers;

namespace Hailstone.Running.Preflight;

/// <summary>
/// Decides whom a preflight asks and what an end means: keys first, then every target once, and a second time only
/// after a change, or to confirm that a key is refused. It sends nothing and reads no clock.
/// </summary>
internal sealed class PreflightState
{
    private const int MostCalls = 2;
    private const int StrikesOfKey = 2;
    private const int TroublesOfKey = 2;

    private static readonly TimeSpan ConfirmAfter = TimeSpan.FromSeconds(2);

    private readonly Findings _findings;
    private readonly List<KeyCheck> _keys = [];
    private readonly List<TargetCheck> _checks = [];

    public PreflightState(Plan plan, ModelCatalogue catalogue)
    {
        _findings = new Findings(catalogue);
        for (var index = 0; index < plan.Targets.Count; index++)
        {
            var target = plan.Targets[index];
            if (target.Refused is not null)
                continue;
            var key = _keys.Find(key => key.Provider == target.Model.Provider.Id);
            if (key is null)
                _keys.Add(key = new KeyCheck(target.Model.Provider.Id));
            var check = new TargetCheck(index, target, key);
            key.Waiting.Enqueue(check);
            _checks.Add(check);
        }
    }

    /// <summary>What was found, in the plan's order; complete when no call is out.</summary>
    public IReadOnlyList<Finding> Found =>
        [.. _checks.Select(check => check.Finding ?? Findings.Unsettled(check, null))];

    /// <summary>The first calls: one for each key.</summary>
    public IReadOnlyList<ProbeOrder> Begin() =>
        [.. _keys.Select(key => new ProbeOrder(key.Waiting.Dequeue(), TimeSpan.Zero))];

    /// <summary>A call has ended.</summary>
    /// <param name="check">Whom it asked.</param>
    /// <param name="exchange">How it ended.</param>
    /// <param name="means">What the failure means; null where an answer came.</param>
    /// <returns>The calls to make next.</returns>
    public IReadOnlyList<ProbeOrder> Ended(TargetCheck check, Exchange exchange, Classified? means)
    {
        check.Calls++;
        if (exchange is Exchange.Failed failed && means is not null)
        {
            check.Refusal = (failed.Failure, means);
            return OnFailure(check, means);
        }

        check.Finding = Findings.Answered(check, (Exchange.Answered)exchange);
        return Works(check.Key);
    }

    /// <summary>There is no money for a call: the run will have to find out by itself, and the next is asked.</summary>
    public static IReadOnlyList<ProbeOrder> Skipped(TargetCheck check)
    {
        check.Finding = Findings.Unsettled(check, check.Refusal);
        return !check.Key.Works && check.Key.Waiting.TryDequeue(out var next)
            ? [new ProbeOrder(next, TimeSpan.Zero)]
            : [];
    }

    private IReadOnlyList<ProbeOrder> OnFailure(TargetCheck check, Classified means)
    {
        switch (means.Class)
        {
            case FailureClass.Key:
                return KeyRefused(check, means);
            case FailureClass.Capacity or FailureClass.MayHaveRun:
                return InTrouble(check);
            case FailureClass.Model:
                return [.. Works(check.Key), .. ModelRefused(check)];
            case FailureClass.Trial when means.Fault == TrialFault.TooLong:
                // No question is shorter than this one.
                check.Finding = _findings.Refused(check);
                return Works(check.Key);
            default:
                check.Finding = Findings.Unsettled(check, check.Refusal);
                return Works(check.Key);
        }
    }

    // The provider let the call through: the key is good, and what it was refused for before concerns those alone.
    private List<ProbeOrder> Works(KeyCheck key)
    {
        key.Works = true;
        foreach (var suspect in key.Suspects.Where(suspect => suspect.Finding is null))
            suspect.Finding = _findings.Refused(suspect);
        key.Suspects.Clear();
        var orders = key.Waiting.Select(check => new ProbeOrder(check, TimeSpan.Zero)).ToList();
        key.Waiting.Clear();
        return orders;
    }

    private ProbeOrder[] KeyRefused(TargetCheck check, Classified means)
    {
        var key = check.Key;
        if (key.Works)
        {
            if (check.Calls < MostCalls)
                return [new ProbeOrder(check, ConfirmAfter)];
            check.Finding = _findings.Refused(check);
            return [];
        }

        if (++key.Strikes >= StrikesOfKey)
        {
            foreach (var target in key.Suspects.Append(check).Concat(key.Waiting).Distinct().ToList())
            {
                target.Refusal ??= check.Refusal;
                target.Finding = _findings.Refused(target);
            }

            key.Waiting.Clear();
            return [];
        }

        // A key that may not ask one model may well ask another: that call confirms as well as any.
        var confirms = means.Name == ErrorKind.Forbidden.Name && key.Waiting.TryDequeue(out var next) ? next : check;
        if (confirms != check)
            key.Suspects.Add(check);
        return [new ProbeOrder(confirms, ConfirmAfter)];
    }

    // Weather is no verdict. One more target is tried; then the run itself finds out.
    private static ProbeOrder[] InTrouble(TargetCheck check)
    {
        var key = check.Key;
        check.Finding = Findings.Unsettled(check, check.Refusal);
        if (key.Works)
            return [];
        return ++key.Troubles < TroublesOfKey && key.Waiting.TryDequeue(out var next)
            ? [new ProbeOrder(next, TimeSpan.Zero)]
            : [];
    }

    private ProbeOrder[] ModelRefused(TargetCheck check)
    {
        var (failure, means) = check.Refusal!.Value;
        if (Amending.After(check.Planned, check.Amendment, failure, means) is not { } amendment)
        {
            check.Finding = _findings.Refused(check);
            return [];
        }

        check.Amendment = amendment;
        check.Said = AttemptFacts.Line(failure.Message);
        check.Planned = amendment.ApplyTo(check.AsPlanned);
        if (check.Planned.Refused is null && check.Calls < MostCalls)
            return [new ProbeOrder(check, TimeSpan.Zero)];
        check.Finding = Findings.Unsettled(check, null) with { Refused = check.Planned.Refused };
        return [];
    }
}
