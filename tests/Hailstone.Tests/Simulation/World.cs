using Hailstone.Cli.Weather;
using Hailstone.Ledger;
using Hailstone.Planning;
using Hailstone.Providers;
using Hailstone.Running;

namespace Hailstone.Tests.Simulation;

/// <summary>Drives the machine of a run on virtual time, and remembers what the server saw.</summary>
internal sealed class World
{
    private static readonly DateTimeOffset Epoch = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);
    private readonly Plan _plan;
    private readonly RunSettings _settings;
    private readonly IEnumerable<Fact> _before;
    private readonly Func<Call, Ask, Reply> _server;
    private readonly Dictionary<int, int> _callsOfTrial = [];
    private readonly List<(TimeSpan At, EndReason Because)> _wishes = [];
    private VirtualRun? _run;

    public World(Plan plan, Func<Call, Reply> server, RunSettings? settings = null, IEnumerable<Fact>? before = null)
        : this(plan, (call, _) => server(call), settings, before)
    {
    }

    public World(Plan plan, SimulatedWire wire, RunSettings? settings = null)
        : this(plan, (call, ask) => Of(wire.Play(ask, call.At)), settings, null)
    {
    }

    private World(
        Plan plan, Func<Call, Ask, Reply> server, RunSettings? settings, IEnumerable<Fact>? before)
    {
        _plan = plan;
        _server = server;
        _settings = settings ?? new RunSettings();
        _before = before ?? [];
    }

    /// <summary>The facts of this process, in order.</summary>
    public List<Fact> Facts { get; } = [];

    /// <summary>The calls that the server saw, in order.</summary>
    public List<Call> Calls { get; } = [];

    /// <summary>What the machine asked with each call, in order.</summary>
    public List<Ask> Asked { get; } = [];

    /// <summary>Shares of the budget that it warned of, in order.</summary>
    public IReadOnlyList<BudgetWarning> Warnings => _run?.Warnings ?? [];

    public EndReason? Ended => _run?.Ended;

    /// <summary>How wrong our wall clock is.</summary>
    public TimeSpan ClockError { get; init; }

    public TimeSpan Now => _run?.Now ?? TimeSpan.Zero;

    /// <summary>Lets the user wish at an instant that the run stops.</summary>
    public void At(TimeSpan time, EndReason wish) => _wishes.Add((time, wish));

    /// <summary>Runs to the end, or until so many facts are kept: what a crash would leave.</summary>
    public World Run(int factsAtMost = int.MaxValue, int eventsAtMost = 2_000_000)
    {
        _run = new VirtualRun(_plan, _settings, Answer, Epoch + ClockError);
        foreach (var fact in _before)
            _run.Replay(fact);
        foreach (var (at, because) in _wishes)
            _run.StopAt(at, because);
        _run.Run(factsAtMost, eventsAtMost);
        Facts.AddRange(_run.Facts);
        return this;
    }

    public IEnumerable<TrialEnded> Trials => Facts.OfType<TrialEnded>();

    private static Reply Of(VirtualReply reply) => new(reply.Exchange, reply.HeadAfter, reply.EndAfter);

    private VirtualReply Answer(VirtualCall asked)
    {
        var nth = _callsOfTrial[asked.Trial] = _callsOfTrial.GetValueOrDefault(asked.Trial) + 1;
        var target = _plan.Targets[_plan.TrialOf(asked.Trial).Target].Target.Id;
        var call = new Call(asked.Attempt, asked.Trial, nth, target, asked.At);
        Calls.Add(call);
        Asked.Add(asked.Ask);
        var reply = _server(call, asked.Ask);
        return new VirtualReply(reply.Exchange, reply.ToHead, reply.ToEnd);
    }
}

/// <summary>A call as the server sees it.</summary>
internal sealed record Call(int Attempt, int Trial, int Nth, string Target, TimeSpan At);

/// <summary>What the server does with it.</summary>
internal sealed record Reply(Exchange Exchange, TimeSpan ToHead, TimeSpan ToEnd);
