namespace Hailstone.Suites;

/// <summary>What a suite says of a provider: an endpoint of its own, or what is known of one's own account.</summary>
public sealed record ProviderSettings
{
    /// <summary>
    /// The wire dialect (<c>chat</c>, <c>responses</c>, <c>messages</c>); null keeps the catalogue's.
    /// </summary>
    public string? Dialect { get; init; }

    /// <summary>The base URL; null keeps the catalogue's.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>The environment variable that holds the key; null keeps the catalogue's, empty means none.</summary>
    public string? KeyVariable { get; init; }

    /// <summary>The account's tier as the provider numbers or names it; null where not said.</summary>
    public string? Tier { get; init; }

    /// <summary>The account's limits; null where not said.</summary>
    public QuotaSettings? Limits { get; init; }

    /// <summary>Where the suite names it.</summary>
    public required Place Place { get; init; }
}
