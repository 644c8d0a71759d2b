using Hailstone.Simulator;

namespace Hailstone.Cli.Weather;

/// <summary>The kinds of weather, in the order in which they are told.</summary>
internal static class Scenarios
{
    private const double StormShare = 0.12;

    /// <summary>What passes, of every kind that a provider or the way to it has shown.</summary>
    private static readonly string[] Storm =
    [
        "429", "429_no_retry_after", "500", "502", "503", "529", "relay", "reset", "cut", "close", "hang",
        "stream_error",
    ];

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("clear") { RequestsPerMinute = 600 },
        new("tight") { RequestsPerMinute = 20, Burst = TimeSpan.FromSeconds(15) },
        new("storm")
        {
            RequestsPerMinute = 600,
            Faults = [.. Storm.Select(name => new FaultOptions(name, StormShare / Storm.Length))],
        },
        new("outage")
        {
            RequestsPerMinute = 600,
            Outage = new OutageOptions(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30)),
        },
        new("shared") { RequestsPerMinute = 40, Burst = TimeSpan.FromSeconds(15), ForeignShare = 0.4 },
        new("unknown") { RequestsPerMinute = 600, TellsLimits = false },
    ];
}
