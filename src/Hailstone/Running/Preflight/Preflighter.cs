using Hailstone.Catalogue;
using Hailstone.Ledger;
using Hailstone.Pacing;
using Hailstone.Providers;
using Hailstone.Suites;

namespace Hailstone.Running.Preflight;

/// <summary>
/// Asks each target of a run one tiny question before the first trial: the thin shell around what decides. Its calls
/// are kept before they leave, paid for, and counted like all others.
/// </summary>
/// <param name="context">What it works with.</param>
/// <param name="catalogue">The catalogue: what else a model's name may mean.</param>
public sealed class Preflighter(RunContext context, ModelCatalogue catalogue)
{
    private const int MostInFlight = 16;

    private readonly PreflightState _state = new(context.Plan, catalogue);
    private readonly Item _question = Probe.ItemOf(context.Plan);
    private readonly Purse _purse = new(context.Plan);
    private readonly List<Fact> _facts = [];
    private readonly List<Task<Happened>> _pending = [];
    private readonly Queue<TargetCheck> _ready = new();
    private int _attempts;
    private int _inFlight;

    /// <summary>Whether the run's first fact is kept: before it nothing is sent.</summary>
    public bool HasBegun => _facts.Count > 0;

    /// <summary>Runs it.</summary>
    /// <param name="first">The run's first fact, which is kept before anything is sent.</param>
    /// <param name="stop">Ends it: what is out is dropped.</param>
    /// <exception cref="LedgerException">The ledger cannot be written.</exception>
    public async Task<PreflightResult> RunAsync(RunStarted first, CancellationToken stop)
    {
        await KeepAsync([first], []);
        Take(_state.Begin(), stop);
        while (_ready.Count + _pending.Count > 0)
        {
            if (!stop.IsCancellationRequested)
                await SendAsync(stop);
            if (_pending.Count == 0)
                break;
            var happened = await Task.WhenAny(_pending);
            _pending.Remove(happened);
            await OnAsync(await happened, stop);
        }

        var findings = _state.Found;
        if (!stop.IsCancellationRequested)
            await KeepAsync([.. findings.SelectMany(Facts)], []);
        var targets = context.Plan.Targets.ToArray();
        foreach (var finding in findings)
            targets[finding.Target] = finding.Planned with { Refused = null };
        return new PreflightResult
        {
            Findings = findings,
            Plan = context.Plan with { Targets = targets },
            Facts = _facts,
            WasInterrupted = stop.IsCancellationRequested,
        };
    }

    private void Take(IReadOnlyList<ProbeOrder> orders, CancellationToken stop)
    {
        foreach (var order in orders)
        {
            if (order.After == TimeSpan.Zero)
                _ready.Enqueue(order.Check);
            else
                _pending.Add(LaterAsync(order, stop));
        }
    }

    private async Task<Happened> LaterAsync(ProbeOrder order, CancellationToken stop)
    {
        await Task.Delay(order.After, context.Time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return new Happened(order.Check, 0, null);
    }

    // All that is ready leaves together, after its starts are on the disk.
    private async Task SendAsync(CancellationToken stop)
    {
        var starts = new List<Fact>();
        var asks = new List<(TargetCheck Check, int Attempt)>();
        var most = Math.Min(MostInFlight, context.Settings.InFlight ?? MostInFlight);
        while (_inFlight < most && _ready.TryDequeue(out var check))
        {
            var worstUsd = Pricing.Worst(check.Planned, _question, null);
            if (!_purse.Fits(worstUsd) || !_purse.FitsTarget(check.Target, worstUsd))
            {
                Take(PreflightState.Skipped(check), stop);
                continue;
            }

            _inFlight++;
            asks.Add((check, ++_attempts));
            var start = new AttemptStarted
            {
                At = context.Time.GetUtcNow(),
                Attempt = _attempts,
                Trial = Probe.TrialOf(context.Plan, check.Target),
                Purpose = Purpose.Preflight,
                ReservedUsd = worstUsd,
            };
            _purse.Reserve(start);
            starts.Add(start);
        }

        await KeepAsync(starts, []);
        foreach (var (check, attempt) in asks)
            _pending.Add(Task.Run(() => AskAsync(check, attempt, stop), CancellationToken.None));
    }

    private async Task<Happened> AskAsync(TargetCheck check, int attempt, CancellationToken stop)
    {
        try
        {
            var ask = Probe.AskOf(check.Planned, _question);
            return new Happened(
                check, attempt, await context.Providers(check.Planned).AskAsync(ask, _ => { }, stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return new Happened(check, attempt, null);
        }
    }

    private async Task OnAsync(Happened happened, CancellationToken stop)
    {
        if (happened.Attempt == 0)
        {
            if (!stop.IsCancellationRequested)
                _ready.Enqueue(happened.Check);
            return;
        }

        _inFlight--;
        var at = context.Time.GetUtcNow();
        var trial = Probe.TrialOf(context.Plan, happened.Check.Target);
        if (happened.Exchange is not { } exchange)
        {
            var dropped = ProbeFacts.Dropped(happened.Attempt, trial, at);
            _purse.Settle(dropped);
            await KeepAsync([dropped], []);
            return;
        }

        var means = exchange is Exchange.Failed failed ? Classification.Of(failed.Failure, at) : null;
        var cost = Pricing.Of(happened.Check.Planned, _question, exchange, null);
        var ended = ProbeFacts.Ended(happened.Attempt, trial, exchange, means, cost, at);
        _purse.Settle(ended);
        Log(happened.Check.Planned.Target.Id, ended);
        await KeepAsync([ended], means is not null && context.Settings.KeepAnswers && exchange.ResponseBody is { } raw
            ? [new Body(happened.Attempt, BodyKind.RawResponse, raw)]
            : []);
        Take(_state.Ended(happened.Check, exchange, means), stop);
    }

    private void Log(string target, AttemptEnded ended)
    {
        if (ended.Failure is { } failure)
            LogMessages.ProbeFailed(context.Log, target, failure, ended.Status, ended.Message);
        else
            LogMessages.ProbeAnswered(context.Log, target, ended.Status);
    }

    private IEnumerable<Fact> Facts(Finding finding)
    {
        var at = context.Time.GetUtcNow();
        if (finding.Refused is { } refused)
            yield return ProbeFacts.Stopped(finding.Target, refused, at);
        else if (finding.Amendment is { } amendment)
            yield return ProbeFacts.Amended(finding, amendment, at);
    }

    private async Task KeepAsync(List<Fact> facts, IReadOnlyList<Body> bodies)
    {
        if (facts.Count == 0)
            return;
        await context.Ledger.AppendAsync(context.Run, facts, bodies, CancellationToken.None);
        foreach (var fact in facts)
        {
            _facts.Add(fact);
            context.Watcher?.Kept(fact);
        }
    }

    /// <summary>A call ended, or its time has come (where it has no number).</summary>
    private sealed record Happened(TargetCheck Check, int Attempt, Exchange? Exchange);
}
