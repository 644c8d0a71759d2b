using Hailstone.Benchmarks.Quota;

namespace Hailstone.Benchmarks.Bars;

/// <summary>Runs a bar: a server, and as many runners as it asks for.</summary>
internal static class BarRun
{
    // What takes longer has failed its bar in any case.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>Runs it once.</summary>
    public static async Task<Figures> MeasureAsync(Bar bar, TimeProvider time, CancellationToken cancellation)
    {
        await using var server = await QuotaServer.StartAsync(bar.Server, time, cancellation);
        var begun = time.GetTimestamp();
        var scored = await Task.WhenAll(Enumerable.Range(0, bar.Runners).Select(
            runner => EngineRun.ScoredAsync(Asked(bar, runner), server.Api, Longest, time, cancellation)));
        return Figures.Of(bar, scored.Sum(), time.GetElapsedTime(begun), server.Core.Calls);
    }

    private static Questions Asked(Bar bar, int runner) =>
        new($"runner {runner}", bar.Trials / bar.Runners, bar.OutputCap, Seed: runner);
}
