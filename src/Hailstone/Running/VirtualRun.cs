using System.Globalization;
using Hailstone.Ledger;
using Hailstone.Pacing;
using Hailstone.Planning;
using Hailstone.Providers;
using Hailstone.Scoring;

namespace Hailstone.Running;

/// <summary>
/// A whole run on virtual time: the machine of <see cref="Runner"/> with a queue of events instead of sockets, clocks
/// and a ledger. The same plan, settings and provider give the same facts. For one thread.
/// </summary>
public sealed class VirtualRun
{
    private readonly Plan _plan;
    private readonly Func<VirtualCall, VirtualReply> _provider;
    private readonly DateTimeOffset _epoch;
    private readonly int _seed;
    private readonly RunState _state;
    private readonly PriorityQueue<RunEvent, (TimeSpan At, int Number)> _events = new();
    private readonly List<Fact> _facts = [];
    private readonly List<BudgetWarning> _warnings = [];
    private int _queued;
    private TimeSpan? _wakeAt;

    /// <summary>Makes a run that has not begun.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="settings">How it is to go.</param>
    /// <param name="provider">What becomes of a call: it is asked at the call's instant, in the order of time.</param>
    /// <param name="epoch">The wall clock at the run's start; default the first instant of 2026.</param>
    public VirtualRun(
        Plan plan,
        RunSettings settings,
        Func<VirtualCall, VirtualReply> provider,
        DateTimeOffset? epoch = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(settings);
        _plan = plan;
        _provider = provider;
        _epoch = epoch ?? new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        _seed = settings.Seed;
        _state = new RunState(plan, settings);
    }

    /// <summary>Who watches; null where nobody does.</summary>
    public IRunWatcher? Watcher { get; init; }

    /// <summary>The facts that it has made, in order.</summary>
    public IReadOnlyList<Fact> Facts => _facts;

    /// <summary>The shares of its budget that it warned of, in order.</summary>
    public IReadOnlyList<BudgetWarning> Warnings => _warnings;

    /// <summary>The time since its start.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>Why it ended; null while it has not.</summary>
    public EndReason? Ended { get; private set; }

    /// <summary>Takes in a fact of an earlier process; all of them come before <see cref="Run"/>.</summary>
    /// <param name="fact">The fact.</param>
    public void Replay(Fact fact) => _state.Replay(fact);

    /// <summary>Lets somebody wish at an instant that it stops.</summary>
    /// <param name="at">When.</param>
    /// <param name="because">Why.</param>
    public void StopAt(TimeSpan at, EndReason because) =>
        Queue(new RunEvent.StopWished { Now = at, At = _epoch + at, Because = because });

    /// <summary>Runs to the end, or until so many facts are made, which is what a crash would leave.</summary>
    /// <param name="factsAtMost">How many facts; default: to the end.</param>
    /// <param name="eventsAtMost">How many events it may take; default ten million.</param>
    /// <exception cref="InvalidOperationException">It does not end: a defect, told with the seed.</exception>
    public void Run(int factsAtMost = int.MaxValue, int eventsAtMost = 10_000_000)
    {
        Carry(_state.Begin(new RunEvent.Tick { Now = Now, At = _epoch + Now }));
        for (var count = 0; Ended is null && _facts.Count < factsAtMost; count++)
        {
            Ensure(count < eventsAtMost, "does not end");
            var next = Next();
            Ensure(next.Now >= Now, "sees time run backwards");
            Now = next.Now;
            Carry(_state.Apply(next));
        }
    }

    // Like the runner's timer: the last step alone says when to look again, however many said so before.
    private RunEvent Next()
    {
        if (_wakeAt is { } wake && !(_events.TryPeek(out _, out var first) && first.At <= wake))
            return new RunEvent.Tick { Now = wake, At = _epoch + wake };
        Ensure(_events.Count > 0, "waits for nothing");
        return _events.Dequeue();
    }

    private void Carry(Step step)
    {
        _facts.AddRange(step.Facts);
        _warnings.AddRange(step.Warnings);
        foreach (var fact in step.Facts)
            Watcher?.Kept(fact);
        foreach (var warning in step.Warnings)
            Watcher?.Warned(warning);
        foreach (var order in step.Orders)
            Send(order);
        _wakeAt = step.WakeAt is { } wake && wake < Now ? Now : step.WakeAt;
        Ended = step.Finished;
        Watcher?.Moved(_state.Status(Now));
    }

    private void Send(Order order)
    {
        var trial = _plan.TrialOf(order.Trial);
        var item = _plan.Items[trial.Item];
        var ask = Asks.Of(_plan.Targets[trial.Target], item, order);
        var reply = _provider(new VirtualCall(order.Attempt, order.Trial, ask, Now));
        if (reply.Exchange.Head is { } head)
        {
            var at = Now + reply.HeadAfter;
            Queue(new RunEvent.HeadArrived { Now = at, At = _epoch + at, Attempt = order.Attempt, Head = head });
        }

        var end = Now + reply.EndAfter;
        Queue(new RunEvent.ExchangeEnded
        {
            Now = end,
            At = _epoch + end,
            Attempt = order.Attempt,
            Exchange = reply.Exchange,
            Scored = reply.Exchange is Exchange.Answered answered
                ? Scorer.Score(_plan.Suite.Scorers, item, answered.Response)
                : null,
            Failure = reply.Exchange is Exchange.Failed failed
                ? Classification.Of(failed.Failure, _epoch + end)
                : null,
        });
    }

    private void Queue(RunEvent happened) => _events.Enqueue(happened, (happened.Now, _queued++));

    private void Ensure(bool holds, string what)
    {
        if (!holds)
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture, $"The run {what} (seed {_seed}, second {Now.TotalSeconds:0.000})."));
    }
}

/// <summary>A call of a run on virtual time.</summary>
/// <param name="Attempt">The attempt's number.</param>
/// <param name="Trial">The trial's index in the plan.</param>
/// <param name="Ask">What is asked.</param>
/// <param name="At">When, since the run's start.</param>
public sealed record VirtualCall(int Attempt, int Trial, Ask Ask, TimeSpan At);

/// <summary>What becomes of it.</summary>
/// <param name="Exchange">How the exchange ends.</param>
/// <param name="HeadAfter">When status and headers arrive, since the call; without meaning where none do.</param>
/// <param name="EndAfter">When it is over, since the call.</param>
public sealed record VirtualReply(Exchange Exchange, TimeSpan HeadAfter, TimeSpan EndAfter);
