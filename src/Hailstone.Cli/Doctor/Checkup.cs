using Hailstone.Pacing;

namespace Hailstone.Cli.Doctor;

/// <summary>What was found out about one provider.</summary>
internal sealed record Checkup
{
    /// <summary>The provider's id.</summary>
    public required string Provider { get; init; }

    /// <summary>Where it is asked; null where nobody knows.</summary>
    public Uri? Url { get; init; }

    /// <summary>The steps, in order; the first that fails is the last.</summary>
    public required IReadOnlyList<CheckStep> Steps { get; init; }

    /// <summary>The proxy that stands in between, without its password; null where none does.</summary>
    public string? Proxy { get; init; }

    /// <summary>How far this machine's clock is before the provider's; null where it did not say its time.</summary>
    public TimeSpan? Skew { get; init; }

    /// <summary>Its limits by its headers.</summary>
    public IReadOnlyList<BucketReading> Limits { get; init; } = [];

    /// <summary>The tier whose limits these are; null where none fits.</summary>
    public string? Tier { get; init; }

    /// <summary>What is wrong.</summary>
    public IEnumerable<CheckStep> Faults => Steps.Where(step => step.Fault is not null);
}
