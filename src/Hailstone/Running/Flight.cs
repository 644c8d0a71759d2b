using Hailstone.Pacing;
using Hailstone.Planning;
using Hailstone.Suites;

namespace Hailstone.Running;

/// <summary>An attempt that is out.</summary>
internal sealed record Flight
{
    public required int Attempt { get; init; }

    public required Trial Trial { get; init; }

    public required Item Item { get; init; }

    public required TargetQueue Target { get; init; }

    public required PoolQueue Pool { get; init; }

    public required Permit Permit { get; init; }

    /// <summary>How long the trial had been ready before it was sent.</summary>
    public required TimeSpan Wait { get; init; }

    /// <summary>Whether it is one of those that go last, and alone.</summary>
    public required bool IsLast { get; init; }

    /// <summary>When it is given up, should whoever asks not end it by itself.</summary>
    public required TimeSpan Overdue { get; init; }
}

/// <summary>What is kept of the answers' times for the lower bound.</summary>
internal readonly record struct Latencies(int Count, TimeSpan Shortest, TimeSpan Longest, TimeSpan Sum)
{
    public Latencies With(TimeSpan latency) => new(
        Count + 1,
        Count == 0 || latency < Shortest ? latency : Shortest,
        latency > Longest ? latency : Longest,
        Sum + latency);
}
