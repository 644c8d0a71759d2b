using System.Threading.Channels;
using Hailstone.Ledger;
using Hailstone.Pacing;
using Hailstone.Planning;
using Hailstone.Providers;
using Hailstone.Running.Preflight;
using Hailstone.Scoring;
using Microsoft.Extensions.Logging;

namespace Hailstone.Running;

/// <summary>
/// Runs a plan: the thin shell around the machine. It keeps facts, sends questions and tells the time.
/// </summary>
public sealed class Runner : IDisposable
{
    private const int EventsAtOnce = 512;

    // A timer takes no more than 49 days; looking again after an hour costs nothing.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromHours(1);
    private static readonly TimeSpan ShortestSleep = TimeSpan.FromMilliseconds(1);

    private readonly RunContext _context;
    private readonly RunState _state;
    private readonly FactLog _log;
    private readonly long _begun;
    private readonly ITimer _timer;
    private readonly CancellationTokenSource _drop = new();

    // Bounded by nature: each question that is out adds two events, and the timer one.
    private readonly Channel<RunEvent> _events =
        Channel.CreateUnbounded<RunEvent>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Makes a runner for one run.</summary>
    /// <param name="context">What it works with.</param>
    public Runner(RunContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _context = context;
        _state = new RunState(context.Plan, context.Settings);
        _log = new FactLog(context.Plan, context.Run, context.Log);
        _begun = context.Time.GetTimestamp();
        _timer = context.Time.CreateTimer(
            _ => _events.Writer.TryWrite(Tick()), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Begins a new run, and runs it to an end.</summary>
    /// <param name="started">The run's first fact.</param>
    /// <param name="stop">Stops sending; what is out may still end.</param>
    /// <param name="drop">Stops sending, and drops what is out, too.</param>
    /// <returns>Why it ended.</returns>
    public Task<RunResult> StartAsync(RunStarted started, CancellationToken stop, CancellationToken drop) =>
        RunAsync(started, stop, drop);

    /// <summary>Begins a run whose preflight is done, and runs it to an end.</summary>
    /// <param name="preflight">The preflight, which has kept the run's first facts.</param>
    /// <param name="stop">Stops sending; what is out may still end.</param>
    /// <param name="drop">Stops sending, and drops what is out, too.</param>
    /// <returns>Why it ended.</returns>
    public Task<RunResult> StartAsync(PreflightResult preflight, CancellationToken stop, CancellationToken drop)
    {
        ArgumentNullException.ThrowIfNull(preflight);
        foreach (var fact in preflight.Facts)
        {
            _state.TakeOver(fact);
            _context.Watcher?.Read(fact);
        }

        _state.Learn(preflight.Findings, Probe.ItemOf(_context.Plan), Tick());
        return RunAsync(null, stop, drop);
    }

    /// <summary>Goes on with a run, and runs it to an end.</summary>
    /// <param name="facts">The run's facts so far; the first, which says what the plan says, may be left out.</param>
    /// <param name="version">The version of Hailstone that goes on.</param>
    /// <param name="stop">Stops sending; what is out may still end.</param>
    /// <param name="drop">Stops sending, and drops what is out, too.</param>
    /// <returns>Why it ended.</returns>
    public async Task<RunResult> ResumeAsync(
        IAsyncEnumerable<Fact> facts, string version, CancellationToken stop, CancellationToken drop)
    {
        ArgumentNullException.ThrowIfNull(facts);
        await foreach (var fact in facts.ConfigureAwait(false))
            Replay(fact);
        var resumed = new RunResumed
        {
            At = Tick().At,
            Version = version,
            Policy = PolicyFact.Of(_context.Plan.Suite.Policy),
            RetriesFailed = _context.Settings.RetryFailed,
            BudgetUsd = _context.Settings.BudgetUsd,
            TargetBudgetUsd = _context.Settings.TargetBudgetUsd,
        };
        _state.Replay(resumed);
        LogMessages.RunResumed(_context.Log, _context.Run, _state.Unsettled);
        return await RunAsync(resumed, stop, drop);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _timer.Dispose();
        _drop.Dispose();
    }

    private void Replay(Fact fact)
    {
        _state.Replay(fact);
        _context.Watcher?.Read(fact);
    }

    private async Task<RunResult> RunAsync(Fact? first, CancellationToken stop, CancellationToken drop)
    {
        await using var onStop = stop.Register(Interrupt);
        // First the wish and then the deed: what is dropped must not be sent again.
        await using var onDrop = drop.Register(() =>
        {
            Interrupt();
            _drop.Cancel();
        });
        try
        {
            if (first is not null)
            {
                await KeepAsync([first], []);
                Tell([first]);
            }

            var step = _state.Begin(Tick());
            while (true)
            {
                await CarryOutAsync(step);
                if (step.Finished is { } reason)
                    return new RunResult(reason, null);
                await _events.Reader.WaitToReadAsync(CancellationToken.None);
                step = Gather();
            }
        }
        catch (LedgerException failure)
        {
            LogMessages.LedgerFailed(_context.Log, _context.Run, failure.Message);
            return new RunResult(EndReason.Ledger, failure.Message);
        }
        finally
        {
            await _drop.CancelAsync();
        }
    }

    // All events that are there make one step, so that their facts share one write to the disk.
    private Step Gather()
    {
        var gathered = new Step();
        for (var count = 0; count < EventsAtOnce && _events.Reader.TryRead(out var happened); count++)
        {
            var step = _state.Apply(happened);
            gathered.Facts.AddRange(step.Facts);
            gathered.Bodies.AddRange(step.Bodies);
            gathered.Orders.AddRange(step.Orders);
            gathered.Warnings.AddRange(step.Warnings);
            gathered.WakeAt = step.WakeAt;
            gathered.Finished ??= step.Finished;
        }

        return gathered;
    }

    private async Task CarryOutAsync(Step step)
    {
        await KeepAsync(step.Facts, step.Bodies);
        // Before the facts: among them may be that all of a budget is spent.
        foreach (var warning in step.Warnings)
            Warn(warning);
        Tell(step.Facts);
        foreach (var order in step.Orders)
            Send(order);
        if (step.WakeAt is { } wakeAt)
        {
            var due = Math.Clamp((wakeAt - Now()).Ticks, ShortestSleep.Ticks, LongestSleep.Ticks);
            _timer.Change(TimeSpan.FromTicks(due), Timeout.InfiniteTimeSpan);
        }

        _context.Watcher?.Moved(_state.Status(Now()));
    }

    private void Warn(BudgetWarning warning)
    {
        if (warning.Target is { } target)
            LogMessages.TargetBudgetReached(
                _context.Log, warning.Share, target, warning.SpentUsd, warning.BudgetUsd);
        else
            LogMessages.BudgetReached(_context.Log, warning.Share, warning.SpentUsd, warning.BudgetUsd);
        _context.Watcher?.Warned(warning);
    }

    private async Task KeepAsync(List<Fact> facts, List<Body> bodies)
    {
        if (facts.Count == 0 && bodies.Count == 0)
            return;
        await _context.Ledger.AppendAsync(_context.Run, facts, bodies, CancellationToken.None);
    }

    private void Tell(List<Fact> facts)
    {
        foreach (var fact in facts)
        {
            _log.Write(fact);
            _context.Watcher?.Kept(fact);
        }
    }

    private void Send(Order order) =>
        Task.Run(() => AskAsync(order)).ContinueWith(
            broken => _events.Writer.TryComplete(
                broken.Exception?.GetBaseException() ?? new TaskCanceledException(broken)),
            CancellationToken.None,
            TaskContinuationOptions.NotOnRanToCompletion,
            TaskScheduler.Default);

    private async Task AskAsync(Order order)
    {
        var trial = _context.Plan.TrialOf(order.Trial);
        var target = _context.Plan.Targets[trial.Target];
        var item = _context.Plan.Items[trial.Item];
        var ask = Asks.Of(target, item, order);
        RunEvent.ExchangeEnded ended;
        try
        {
            var exchange = await _context.Providers(target).AskAsync(
                ask,
                head => _events.Writer.TryWrite(
                    new RunEvent.HeadArrived { Now = Now(), At = At(), Attempt = order.Attempt, Head = head }),
                _drop.Token);
            ended = Ended(order.Attempt, item, exchange);
        }
        catch (OperationCanceledException) when (_drop.IsCancellationRequested)
        {
            ended = new RunEvent.ExchangeEnded { Now = Now(), At = At(), Attempt = order.Attempt };
        }

        _events.Writer.TryWrite(ended);
    }

    private RunEvent.ExchangeEnded Ended(int attempt, Suites.Item item, Exchange exchange)
    {
        var ended = new RunEvent.ExchangeEnded { Now = Now(), At = At(), Attempt = attempt, Exchange = exchange };
        return exchange switch
        {
            Exchange.Answered answered =>
                ended with { Scored = Scorer.Score(_context.Plan.Suite.Scorers, item, answered.Response) },
            Exchange.Failed failed => ended with { Failure = Classification.Of(failed.Failure, ended.At) },
            _ => throw new ArgumentOutOfRangeException(nameof(exchange), exchange, null),
        };
    }

    private TimeSpan Now() => _context.Time.GetElapsedTime(_begun);

    private DateTimeOffset At() => _context.Time.GetUtcNow();

    private RunEvent.Tick Tick() => new() { Now = Now(), At = At() };

    private void Interrupt() => _events.Writer.TryWrite(
        new RunEvent.StopWished { Now = Now(), At = At(), Because = EndReason.Interrupted });
}

/// <summary>What a runner works with.</summary>
public sealed record RunContext
{
    /// <summary>The run's id.</summary>
    public required string Run { get; init; }

    /// <summary>The plan.</summary>
    public required Plan Plan { get; init; }

    /// <summary>How the run is to go.</summary>
    public required RunSettings Settings { get; init; }

    /// <summary>Where facts are kept.</summary>
    public required ILedger Ledger { get; init; }

    /// <summary>The provider that answers for a target.</summary>
    public required Func<PlannedTarget, IProvider> Providers { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The log.</summary>
    public required ILogger Log { get; init; }

    /// <summary>Who watches; null where nobody does.</summary>
    public IRunWatcher? Watcher { get; init; }
}

/// <summary>How a run ended in this process.</summary>
/// <param name="Because">Why.</param>
/// <param name="Problem">What is wrong with the ledger, where that is why; else null.</param>
public sealed record RunResult(EndReason Because, string? Problem);
