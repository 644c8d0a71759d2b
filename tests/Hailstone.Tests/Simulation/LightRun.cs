using System.Globalization;
using Hailstone.Ledger;
using Hailstone.Planning;
using Hailstone.Running;
using Hailstone.Scoring;

namespace Hailstone.Tests.Simulation;

/// <summary>Drives the machine against light servers on virtual time: quick enough for thousands of runs.</summary>
internal sealed class LightRun
{
    private const int EventsAtMost = 400_000;
    private static readonly DateTimeOffset Epoch = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);
    private static readonly Scored Good = new(Outcome.Scored, 1, "");

    private readonly Plan _plan;
    private readonly RunSettings _settings;
    private readonly Func<int, LightServer> _serverOf;
    private readonly Dictionary<int, int> _callsOfTrial = [];
    private readonly PriorityQueue<(int Attempt, bool IsHead, LightReply Reply), (long, int)> _queue = new();
    private int _queued;
    private int _events;
    private int _process;
    private bool _hasBegun;
    private TimeSpan _began;
    private TimeSpan? _wakeAt;

    /// <param name="plan">The plan.</param>
    /// <param name="serverOf">The server of a target.</param>
    /// <param name="settings">How the run is to go.</param>
    public LightRun(Plan plan, Func<int, LightServer> serverOf, RunSettings settings)
    {
        _plan = plan;
        _serverOf = serverOf;
        _settings = settings;
        State = new RunState(plan, settings);
    }

    /// <summary>The machine of the process that lives.</summary>
    public RunState State { get; private set; }

    public Plan Plan => _plan;

    public List<Fact> Facts { get; } = [];

    public List<LightCall> Calls { get; } = [];

    public EndReason? Ended { get; private set; }

    /// <summary>Whether the last facts let something be sent, so that they were on the disk.</summary>
    public bool WasFactOfSending { get; private set; }

    /// <summary>The time, whatever the process.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>How wrong the wall clock is at a time.</summary>
    public Func<TimeSpan, TimeSpan> ClockError { get; init; } = _ => TimeSpan.Zero;

    /// <summary>Called after each event.</summary>
    public Action<LightRun, Step>? Watch { get; init; }

    /// <summary>Runs until the end, or until so many facts are there.</summary>
    public LightRun Run(int factsAtMost = int.MaxValue)
    {
        if (!_hasBegun)
            Begin();
        while (Ended is null && Facts.Count < factsAtMost)
            Move();
        return this;
    }

    /// <summary>Begins, so that <see cref="Move"/> may be called.</summary>
    public void Begin()
    {
        _hasBegun = true;
        Carry(State.Begin(new RunEvent.Tick { Now = TimeSpan.Zero, At = Clock() }));
    }

    /// <summary>
    /// The process dies: of the facts those that were on the disk are left, and what was out is lost. Another goes on.
    /// </summary>
    public void Crash(int factsKept)
    {
        Facts.RemoveRange(factsKept, Facts.Count - factsKept);
        _queue.Clear();
        _wakeAt = null;
        _began = Now;
        _process++;
        _hasBegun = false;
        State = new RunState(_plan, _settings);
        foreach (var fact in Facts)
            State.Replay(fact);
    }

    /// <summary>When something happens next.</summary>
    public TimeSpan NextAt => _queue.TryPeek(out _, out var next) && !(_wakeAt < TimeSpan.FromTicks(next.Item1))
        ? TimeSpan.FromTicks(next.Item1)
        : _wakeAt ?? throw Fault("the run waits for nothing");

    /// <summary>Lets happen what happens next.</summary>
    public void Move()
    {
        if (++_events > EventsAtMost)
            throw Fault("the run does not end");
        var at = NextAt;
        if (at < Now)
            throw Fault("time runs backwards");
        Now = at;
        var now = Now - _began;
        if (_wakeAt == at)
        {
            Carry(State.Apply(new RunEvent.Tick { Now = now, At = Clock() }));
            return;
        }

        var (attempt, isHead, reply) = _queue.Dequeue();
        Carry(State.Apply(isHead
            ? new RunEvent.HeadArrived { Now = now, At = Clock(), Attempt = attempt, Head = reply.Head! }
            : new RunEvent.ExchangeEnded
            {
                Now = now,
                At = Clock(),
                Attempt = attempt,
                Exchange = reply.Exchange,
                Scored = reply.Failure is null ? Good : null,
                Failure = reply.Failure,
            }));
    }

    private DateTimeOffset Clock() => Epoch + Now + ClockError(Now);

    private void Carry(Step step)
    {
        Facts.AddRange(step.Facts);
        WasFactOfSending = step.Facts.Count > 0 ? step.Orders.Count > 0 : WasFactOfSending;
        foreach (var order in step.Orders)
            Send(order);
        _wakeAt = step.WakeAt is { } wake ? Later(_began + wake, Now) : null;
        Ended = step.Finished;
        Watch?.Invoke(this, step);
    }

    private void Send(Order order)
    {
        var nth = _callsOfTrial[order.Trial] = _callsOfTrial.GetValueOrDefault(order.Trial) + 1;
        var target = _plan.TrialOf(order.Trial).Target;
        var reply = _serverOf(target).Decide(order.Trial, nth, Now.TotalSeconds);
        Calls.Add(new LightCall(order.Attempt, order.Trial, nth, target, _process, Now, reply));
        if (reply.Head is not null)
            Queue(order.Attempt, true, reply, reply.HeadSeconds);
        Queue(order.Attempt, false, reply, reply.EndSeconds);
    }

    private void Queue(int attempt, bool isHead, LightReply reply, double seconds) => _queue.Enqueue(
        (attempt, isHead, reply), ((Now + TimeSpan.FromSeconds(seconds)).Ticks, _queued++));

    private InvalidOperationException Fault(string what) => new(string.Create(
        CultureInfo.InvariantCulture, $"{what} (seed {_settings.Seed}, second {Now.TotalSeconds:0.000})"));

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}

/// <summary>A call as it was sent, and what became of it.</summary>
internal readonly record struct LightCall(
    int Attempt, int Trial, int Nth, int Target, int Process, TimeSpan At, LightReply Reply)
{
    public TimeSpan End => At + TimeSpan.FromSeconds(Reply.EndSeconds);
}
