namespace Hailstone.Simulator;

/// <summary>What a key may use: buckets that start full and refill all the time.</summary>
public sealed record QuotaOptions
{
    /// <summary>Requests a minute, at least 1; default null: unlimited. Requests that fail count.</summary>
    public long? RequestsPerMinute { get; init; }

    /// <summary>Requests a day, at least 1; default null: unlimited. Requests that fail count.</summary>
    public long? RequestsPerDay { get; init; }

    /// <summary>
    /// Tokens a minute, at least 1; default null: unlimited. A request is charged the greater of its output cap and a
    /// fourth of its characters, and is not given back what it did not use.
    /// </summary>
    public long? TokensPerMinute { get; init; }

    /// <summary>
    /// How long a full bucket's content takes to refill, over 0 and at most a minute; default null: the whole limit.
    /// A bucket holds at least one request or token. The quota of a day is not changed by it.
    /// </summary>
    public TimeSpan? Burst { get; init; }
}

/// <summary>A quota that several models share.</summary>
public sealed record PoolOptions
{
    /// <summary>The models, by id; at least one. A model is in one pool at most.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>Their quota.</summary>
    public required QuotaOptions Quota { get; init; }
}
