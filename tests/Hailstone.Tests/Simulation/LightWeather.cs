namespace Hailstone.Tests.Simulation;

/// <summary>What a light server is like: its quota, its manners, its faults. Times are seconds.</summary>
internal sealed record LightWeather
{
    public string Name { get; init; } = "calm";

    /// <summary>Requests a minute.</summary>
    public double RequestsPerMinute { get; init; } = 600;

    /// <summary>How many seconds of the refill the bucket of requests holds; at least one request.</summary>
    public double BurstSeconds { get; init; } = 60;

    /// <summary>Tokens a minute, in a bucket of a minute; 0 for no such limit.</summary>
    public double TokensPerMinute { get; init; }

    /// <summary>What a question takes of them, all told.</summary>
    public long TokensEach { get; init; } = 100;

    /// <summary>Whether headers tell of the limits.</summary>
    public bool TellsLimits { get; init; } = true;

    /// <summary>Whether a refusal says when to come back.</summary>
    public bool TellsWhen { get; init; } = true;

    /// <summary>The median time of an answer.</summary>
    public double LatencySeconds { get; init; } = 0.5;

    /// <summary>How the logarithm of the time spreads.</summary>
    public double Sigma { get; init; } = 0.5;

    /// <summary>The share of calls that fail in a way that passes.</summary>
    public double FaultShare { get; init; }

    /// <summary>The share of calls that are refused as if for a limit, however few there are.</summary>
    public double NoiseShare { get; init; }

    /// <summary>The share of questions that are refused for good.</summary>
    public double RefusedShare { get; init; }

    /// <summary>The trial whose question always breaks the server; -1 for none.</summary>
    public int Poison { get; init; } = -1;

    public double OutageFrom { get; init; } = double.PositiveInfinity;

    public double OutageUntil { get; init; } = double.PositiveInfinity;

    /// <summary>Whether connections are reset in an outage; else 503 is said.</summary>
    public bool OutageResets { get; init; }

    /// <summary>The share of the quota that others use.</summary>
    public double ForeignShare { get; init; }

    public double ForeignFrom { get; init; } = double.PositiveInfinity;

    public double ForeignUntil { get; init; } = double.PositiveInfinity;

    /// <summary>When the limit changes.</summary>
    public double LimitChangesAt { get; init; } = double.PositiveInfinity;

    /// <summary>By how much.</summary>
    public double LimitFactor { get; init; } = 1;

    /// <summary>Requests a second.</summary>
    public double RatePerSecond => RequestsPerMinute / 60;

    /// <summary>Requests that a full bucket holds.</summary>
    public double Burst => Math.Max(1, RatePerSecond * BurstSeconds);
}
