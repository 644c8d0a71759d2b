using Hailstone.Benchmarks.Quota;

namespace Hailstone.Benchmarks.Bars;

/// <summary>The bars that the engine is held to. What each means stands in docs/benchmarks.md.</summary>
internal static class AllBars
{
    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan OutageFrom = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan OutageTo = TimeSpan.FromSeconds(33);

    private static readonly QuotaOptions Plain = new() { Seed = 7 };
    private static readonly QuotaOptions TenASecond = Plain with { RequestsPerMinute = 600, Burst = OneSecond };

    /// <summary>The bars, in the order in which they are run.</summary>
    public static IReadOnlyList<Bar> InOrder { get; } =
    [
        new Bar(
            "minute", Plain with { RequestsPerMinute = 600 }, 1200,
            [Demand.RefusedAtMost(0.005), Demand.RatioAtMost(1.03)]),
        new Bar("burst", TenASecond, 1000, [Demand.RatioAtMost(1.05)]),
        new Bar("tokens", Plain with { TokensPerMinute = 300_000 }, 300, [Demand.RatioAtMost(1.03)])
        {
            OutputCap = 2000,
        },
        new Bar("failures", Plain with { RequestsPerMinute = 6000, FailureShare = 0.15 }, 300, []),
        Outage("outage-503", resets: false),
        Outage("outage-reset", resets: true),
        new Bar(
            "untold", TenASecond with { TellsLimits = false }, 400,
            [Demand.RatioAtMost(1.25), Demand.RefusedAtMost(0.02)]),
        new Bar(
            "shared", Plain with { RequestsPerMinute = 600 }, 1200,
            [Demand.RefusedAtMost(0.01), Demand.QuotaShareAtLeast(0.9)])
        {
            Runners = 2,
        },
    ];

    private static Bar Outage(string name, bool resets) => new(
        name,
        Plain with
        {
            RequestsPerMinute = 1200,
            Burst = OneSecond,
            Outage = new Outage(OutageFrom, OutageTo, resets),
        },
        1000,
        [Demand.BackWithin(5), Demand.InOutageAtMost(40)]);
}
