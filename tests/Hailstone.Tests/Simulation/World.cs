using System.Globalization;
using Hailstone.Ledger;
using Hailstone.Pacing;
using Hailstone.Planning;
using Hailstone.Providers;
using Hailstone.Running;
using Hailstone.Scoring;

namespace Hailstone.Tests.Simulation;

/// <summary>Drives the machine of a run on virtual time: an event queue instead of sockets and clocks.</summary>
internal sealed class World
{
    private static readonly DateTimeOffset Epoch = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);
    private readonly Plan _plan;
    private readonly RunState _state;
    private readonly Func<Call, Order, Reply> _server;
    private readonly PriorityQueue<RunEvent, (TimeSpan, int)> _events = new();
    private readonly Dictionary<int, int> _callsOfTrial = [];
    private readonly int _seed;
    private int _queued;
    private TimeSpan _now;

    public World(Plan plan, Func<Call, Reply> server, RunSettings? settings = null, IEnumerable<Fact>? before = null)
        : this(plan, (call, _) => server(call), settings, before)
    {
    }

    public World(Plan plan, SimulatedWire wire, RunSettings? settings = null)
        : this(plan, (call, order) => wire.Play(AskOf(plan, order), call.At), settings, null)
    {
    }

    private World(
        Plan plan, Func<Call, Order, Reply> server, RunSettings? settings, IEnumerable<Fact>? before)
    {
        _plan = plan;
        _server = server;
        settings ??= new RunSettings();
        _seed = settings.Seed;
        _state = new RunState(plan, settings);
        foreach (var fact in before ?? [])
            _state.Replay(fact);
    }

    /// <summary>The facts of this process, in order.</summary>
    public List<Fact> Facts { get; } = [];

    /// <summary>The calls that the server saw, in order.</summary>
    public List<Call> Calls { get; } = [];

    /// <summary>What the machine ordered for each call, in order.</summary>
    public List<Order> Orders { get; } = [];

    public EndReason? Ended { get; private set; }

    /// <summary>How wrong our wall clock is.</summary>
    public TimeSpan ClockError { get; init; }

    public TimeSpan Now => _now;

    /// <summary>Puts an event of the user's into the queue.</summary>
    public void At(TimeSpan time, EndReason wish) =>
        Queue(new RunEvent.StopWished { Now = time, At = Clock() + time, Because = wish });

    /// <summary>Runs to the end, or until so many facts are kept: what a crash would leave.</summary>
    public World Run(int factsAtMost = int.MaxValue, int eventsAtMost = 2_000_000)
    {
        Carry(_state.Begin(new RunEvent.Tick { Now = _now, At = Clock() + _now }));
        for (var count = 0; Ended is null && Facts.Count < factsAtMost; count++)
        {
            Assert(count < eventsAtMost, "the run does not end");
            Assert(_events.Count > 0, "the run waits for nothing");
            var next = _events.Dequeue();
            Assert(next.Now >= _now, "time runs backwards");
            _now = next.Now;
            Carry(_state.Apply(next));
        }

        return this;
    }

    public IEnumerable<TrialEnded> Trials => Facts.OfType<TrialEnded>();

    private void Carry(Step step)
    {
        Facts.AddRange(step.Facts);
        foreach (var order in step.Orders)
            Send(order);
        if (step.WakeAt is { } wake)
            Queue(new RunEvent.Tick { Now = wake > _now ? wake : _now, At = Clock() + wake });
        Ended = step.Finished;
    }

    private void Send(Order order)
    {
        var nth = _callsOfTrial[order.Trial] = _callsOfTrial.GetValueOrDefault(order.Trial) + 1;
        var trial = _plan.TrialOf(order.Trial);
        var call = new Call(order.Attempt, order.Trial, nth, _plan.Targets[trial.Target].Target.Id, _now);
        Calls.Add(call);
        Orders.Add(order);
        var reply = _server(call, order);
        if (reply.Exchange.Head is { } head)
        {
            Queue(new RunEvent.HeadArrived
            {
                Now = _now + reply.ToHead,
                At = Clock() + _now + reply.ToHead,
                Attempt = order.Attempt,
                Head = head,
            });
        }

        var end = _now + reply.ToEnd;
        Queue(new RunEvent.ExchangeEnded
        {
            Now = end,
            At = Clock() + end,
            Attempt = order.Attempt,
            Exchange = reply.Exchange,
            Scored = reply.Exchange is Exchange.Answered answered
                ? Scorer.Score(_plan.Suite.Scorers, _plan.Items[trial.Item], answered.Response)
                : null,
            Failure = reply.Exchange is Exchange.Failed failed
                ? Classification.Of(failed.Failure, Clock() + end)
                : null,
        });
    }

    private DateTimeOffset Clock() => Epoch + ClockError;

    private static Ask AskOf(Plan plan, Order order)
    {
        var trial = plan.TrialOf(order.Trial);
        return Asks.Of(plan.Targets[trial.Target], plan.Items[trial.Item], order);
    }

    private void Queue(RunEvent happened) => _events.Enqueue(happened, (happened.Now, _queued++));

    private void Assert(bool holds, string what) => Xunit.Assert.True(
        holds, string.Create(CultureInfo.InvariantCulture, $"{what} (seed {_seed}, second {_now.TotalSeconds:0.000})"));
}

/// <summary>A call as the server sees it.</summary>
internal sealed record Call(int Attempt, int Trial, int Nth, string Target, TimeSpan At);

/// <summary>What the server does with it.</summary>
internal sealed record Reply(Exchange Exchange, TimeSpan ToHead, TimeSpan ToEnd);
