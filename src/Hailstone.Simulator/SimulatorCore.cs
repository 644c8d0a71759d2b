using Hailstone.Simulator.Admin;
using Hailstone.Simulator.Dialects;
using Hailstone.Simulator.Visits;

namespace Hailstone.Simulator;

/// <summary>
/// A simulated provider without a clock or a socket: it decides what a request meets at an instant that the caller
/// names. The same options and the same calls give the same replies. Safe for use by several threads.
/// </summary>
public sealed class SimulatorCore
{
    private readonly Lock _gate = new();
    private readonly World _world;
    private readonly Books _books;
    private readonly AdminApi _admin;

    /// <summary>Makes a provider whose buckets are as at the start and whose books are empty.</summary>
    /// <param name="options">What to simulate.</param>
    /// <exception cref="ArgumentException">An option is out of its range; the message says which.</exception>
    public SimulatorCore(SimulatorOptions options)
    {
        _world = new World(options);
        _books = new Books(_world.StartedAt);
        _admin = new AdminApi(_world, _books.Usage);
    }

    /// <summary>The books so far.</summary>
    public SimulatorStats Stats
    {
        get
        {
            lock (_gate)
                return _books.Snapshot();
        }
    }

    /// <summary>Decides what a request meets, takes its quota and enters it in the books.</summary>
    /// <param name="request">The request, wholly arrived.</param>
    /// <param name="now">The instant, counted from the simulator's start; one before the last refills nothing.</param>
    /// <returns>Everything that the provider then does, as data.</returns>
    public SimulatedReply Decide(SimulatedRequest request, TimeSpan now)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(now, TimeSpan.Zero);
        if (StatsPage.IsAskedBy(request))
            return StatsPage.Of(Stats);
        if (AdminApi.IsAskedBy(request))
        {
            lock (_gate)
                return _admin.Reply(request, now);
        }
        var asked = DialectTable.Asked(request);
        var reading = asked?.Read(request);
        var visit = new Visit(_world, asked ?? DialectTable.Spoken(request), request, now);
        lock (_gate)
        {
            var reply = visit.Reply(reading);
            _books.Count(reply, visit.Vendor, visit.KeyHash, now);
            return reply;
        }
    }
}
