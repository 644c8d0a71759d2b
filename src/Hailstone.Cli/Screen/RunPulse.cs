using Hailstone.Ledger;
using Hailstone.Planning;
using Hailstone.Reports;
using Hailstone.Running;
using Hailstone.Running.Projecting;
using Hailstone.Scoring;

namespace Hailstone.Cli.Screen;

/// <summary>
/// What a person wants to know of a run while it goes: how far, how fast, how long still, at what cost, what it waits
/// for.
/// </summary>
internal sealed class RunPulse(Plan plan, ItemTokens tokens)
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);
    private readonly Lock _gate = new();
    private readonly Projector _projector = new(plan, tokens);
    private readonly int[] _failed = new int[plan.Targets.Count];
    private readonly double[] _score = new double[plan.Targets.Count];
    private readonly int[] _scored = new int[plan.Targets.Count];
    private readonly Dictionary<string, BudgetWarning> _warningOf = [];
    private RunStatus? _status;
    private BudgetWarning? _warning;
    private int? _endedAtStart;
    private bool _pilotIsTold;
    private int _rateLimited;

    /// <summary>Takes a fact in.</summary>
    public void Add(Fact fact)
    {
        lock (_gate)
        {
            _projector.Add(fact);
            switch (fact)
            {
                case AttemptEnded { Status: 429 }:
                    _rateLimited++;
                    break;
                case RunResumed { RetriesFailed: true }:
                    Array.Clear(_failed);
                    break;
                case TrialEnded { Score: { } score } ended:
                    _score[TargetOf(ended)] += score;
                    _scored[TargetOf(ended)]++;
                    break;
                case TrialEnded { Outcome: Outcome.Failed } ended:
                    _failed[TargetOf(ended)]++;
                    break;
            }
        }
    }

    /// <summary>Takes the newest status in.</summary>
    public void Set(RunStatus status)
    {
        lock (_gate)
        {
            _projector.Set(status);
            _status = status;
            _endedAtStart ??= status.Targets.Sum(target => target.Ended);
        }
    }

    /// <summary>Takes a warning in: it stays to be seen.</summary>
    public void Set(BudgetWarning warning)
    {
        lock (_gate)
        {
            if (warning.Target is { } target)
                _warningOf[target] = warning;
            else
                _warning = warning;
        }
    }

    /// <summary>What the first answers say of the whole run: once, when there are enough; else null.</summary>
    public Projection? TakePilot()
    {
        lock (_gate)
        {
            if (_pilotIsTold || !_projector.IsPilotDone)
                return null;
            _pilotIsTold = true;
            return _projector.Now();
        }
    }

    /// <summary>A warning in a line.</summary>
    public static string Of(BudgetWarning warning) => warning.Target is { } target
        ? Text.Of(CliMessages.ProgressTargetBudget, 100 * warning.Share, warning.BudgetUsd, target)
        : Text.Of(CliMessages.ProgressBudget, 100 * warning.Share, warning.BudgetUsd);

    /// <summary>All of it in a line; null before the run began.</summary>
    public string? Line()
    {
        lock (_gate)
            return _status is { } status ? string.Join("; ", Summary(status).Concat(Waits(status))) : null;
    }

    /// <summary>All of it in lines, none of them wider than the screen.</summary>
    /// <param name="width">The most columns.</param>
    public IReadOnlyList<string> Lines(int width)
    {
        lock (_gate)
        {
            return _status is not { } status ? [Inert.Terminal(CliMessages.ProgressStarting, width)] :
            [
                .. Bars.Of([.. status.Targets.Select(BarOf)], width),
                .. Bars.Pack(Summary(status), width),
                .. Waits(status).Select(wait => Inert.Terminal(wait, width)),
            ];
        }
    }

    private Bar BarOf(TargetStatus target, int index)
    {
        var state = target.OutOfMoney ? CliMessages.ProgressOutOfMoney
            : target.StoppedBecause is not null ? CliMessages.ProgressStopped
            : target.Ended == target.Trials ? CliMessages.ProgressDone
            : Text.Of(CliMessages.ProgressInFlight, target.InFlight);
        if (target is { OutOfMoney: false } && _warningOf.GetValueOrDefault(target.Target) is { } warning)
            state += ", " + Text.Of(CliMessages.ProgressOwnBudget, 100 * warning.Share);
        if (_failed[index] > 0)
            state += ", " + Text.Of(CliMessages.ProgressFailed, _failed[index]);
        return new Bar(
            target.Target,
            target.Ended,
            target.Trials,
            _scored[index] == 0 ? "" : Text.Of("{0:0.0} %", 100 * _score[index] / _scored[index]),
            state);
    }

    private IEnumerable<string> Summary(RunStatus status)
    {
        var ended = status.Targets.Sum(target => target.Ended);
        var trials = status.Targets.Sum(target => target.Trials);
        yield return Text.Of(CliMessages.ProgressEnded, ended, trials);
        var projection = _projector.Now()!;
        var here = ended - (_endedAtStart ?? 0);
        if (here > 0 && status.Elapsed > TimeSpan.FromSeconds(1))
        {
            yield return Text.Of(CliMessages.ProgressRate, here / status.Elapsed.TotalSeconds);
            if (projection.Ahead > 0 && Amounts.Between(projection.Time) is { } left)
                yield return Text.Of(CliMessages.ProgressLeft, left);
        }

        var spent = Amounts.Usd(projection.SpentUsd);
        yield return here > 0 && projection.Ahead > 0 && PilotText.Cost(projection) is { } cost
            ? Text.Of(CliMessages.ProgressCostOf, spent, cost)
            : spent;
        if (_warning is { } warning)
            yield return Of(warning);
        if (status.Targets.Count(target => target.OutOfMoney) is var outOfMoney and > 0)
            yield return Text.Of(CliMessages.ProgressTargetsOutOfMoney, outOfMoney, status.Targets.Count);
        if (_rateLimited > 0)
            yield return Text.Of(CliMessages.ProgressRateLimited, _rateLimited);
        if (status.Stopping)
            yield return CliMessages.ProgressStopping;
    }

    // What is waited for goes without saying while answers come.
    private static IEnumerable<string> Waits(RunStatus status) => status.Waits
        .Where(wait => wait.Until > TimeSpan.FromMilliseconds(500))
        .Where(wait => wait.Kind is WaitKind.Outage or WaitKind.Quota || status.Silent > Silence)
        .Select(wait => Text.Of(
            wait.Kind switch
            {
                WaitKind.Outage => CliMessages.ProgressOutage,
                WaitKind.Quota => CliMessages.ProgressQuota,
                WaitKind.Answers => CliMessages.ProgressAnswers,
                _ => CliMessages.ProgressRetry,
            },
            wait.Pool,
            Amounts.Short(wait.Until)));

    private int TargetOf(TrialEnded ended) => plan.TrialOf(ended.Trial).Target;
}
