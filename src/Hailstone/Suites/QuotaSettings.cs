namespace Hailstone.Suites;

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
