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

/// <summary>Limits of a quota. What is null is not known.</summary>
public sealed record QuotaSettings
{
    /// <summary>Whether the server has no quota at all (<c>limits: none</c>).</summary>
    public bool Unlimited { get; init; }

    /// <summary>Requests a minute.</summary>
    public long? RequestsPerMinute { get; init; }

    /// <summary>Tokens a minute, input and output together.</summary>
    public long? TokensPerMinute { get; init; }

    /// <summary>Input tokens a minute.</summary>
    public long? InputTokensPerMinute { get; init; }

    /// <summary>Output tokens a minute.</summary>
    public long? OutputTokensPerMinute { get; init; }

    /// <summary>Requests a day.</summary>
    public long? RequestsPerDay { get; init; }
}

/// <summary>The most to spend on a run.</summary>
/// <param name="Usd">The limit in US dollars; over 0.</param>
/// <param name="WarnAt">Shares of it at which to warn, each over 0 and under 1.</param>
public sealed record BudgetSettings(decimal Usd, IReadOnlyList<decimal> WarnAt);

/// <summary>Something that the result must hold: exit code 1 where it does not.</summary>
/// <param name="Measure">
/// <c>score</c>, <c>score_low</c>, <c>cost_usd</c>, <c>failed_share</c> or <c>p95_seconds</c>.
/// </param>
/// <param name="Comparison"><c>&gt;=</c>, <c>&gt;</c>, <c>&lt;=</c> or <c>&lt;</c>.</param>
/// <param name="Bound">The number to compare with.</param>
/// <param name="Place">Where the suite names it.</param>
public sealed record Gate(string Measure, string Comparison, decimal Bound, Place Place);
