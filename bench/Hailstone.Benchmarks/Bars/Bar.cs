using Hailstone.Benchmarks.Quota;

namespace Hailstone.Benchmarks.Bars;

/// <summary>A weather, and what a run in it must reach.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Server">The server.</param>
/// <param name="Trials">Trials in all, shared by the runners.</param>
/// <param name="Demands">What must be reached.</param>
internal sealed record Bar(string Name, QuotaOptions Server, int Trials, IReadOnlyList<Demand> Demands)
{
    /// <summary>Runners that share the key and know nothing of each other; default 1.</summary>
    public int Runners { get; init; } = 1;

    /// <summary>The output cap of each question; default 100 tokens.</summary>
    public int OutputCap { get; init; } = 100;
}
