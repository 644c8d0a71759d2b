using Hailstone.Simulator;

namespace Hailstone.Cli.Weather;

/// <summary>One kind of weather: what the provider is like, which no policy is told.</summary>
/// <param name="Name">Its name on the command line.</param>
internal sealed record Scenario(string Name)
{
    /// <summary>Requests that its quota allows a minute.</summary>
    public required long RequestsPerMinute { get; init; }

    /// <summary>How long a full bucket takes to refill.</summary>
    public TimeSpan Burst { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The share of the quota that somebody else uses all the time.</summary>
    public double ForeignShare { get; init; }

    /// <summary>Whether it tells its limits: in headers, and when to come again.</summary>
    public bool TellsLimits { get; init; } = true;

    /// <summary>What fails, and how often.</summary>
    public IReadOnlyList<FaultOptions> Faults { get; init; } = [];

    /// <summary>When nothing works; null where that never is.</summary>
    public OutageOptions? Outage { get; init; }

    /// <summary>Requests that are let in at once.</summary>
    public double Capacity => Math.Max(1, RequestsPerMinute / 60.0 * Burst.TotalSeconds);

    /// <summary>Requests a second that are left for us.</summary>
    public double PerSecond => RequestsPerMinute / 60.0 * (1 - ForeignShare);

    /// <summary>The provider.</summary>
    public SimulatorOptions Provider(long seed) => new()
    {
        Seed = seed,
        Quota = new QuotaOptions
        {
            RequestsPerMinute = RequestsPerMinute,
            Burst = Burst,
            ForeignShare = ForeignShare,
        },
        QuotaHeaders = TellsLimits,
        RetryAfter = TellsLimits,
        Faults = Faults,
        Outages = Outage is { } outage ? [outage] : [],
    };
}
