namespace Hailstone.Benchmarks.Quota;

/// <summary>What the server is like.</summary>
internal sealed record QuotaOptions
{
    /// <summary>Requests a minute; null for no such limit.</summary>
    public long? RequestsPerMinute { get; init; }

    /// <summary>Tokens a minute; null for no such limit.</summary>
    public long? TokensPerMinute { get; init; }

    /// <summary>How much of a minute may be used at once; default all of it.</summary>
    public TimeSpan Burst { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether headers and refusals say anything of the limits; default true.</summary>
    public bool TellsLimits { get; init; } = true;

    /// <summary>Seed of latencies and failures.</summary>
    public long Seed { get; init; }

    /// <summary>The median time to an answer's end; default 500 ms.</summary>
    public TimeSpan MedianLatency { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Standard deviation of the latency's logarithm; default 0.5.</summary>
    public double LatencySigma { get; init; } = 0.5;

    /// <summary>The share of admitted calls that fail, 0 to 1; default 0.</summary>
    public double FailureShare { get; init; }

    /// <summary>When nothing is answered; null for never.</summary>
    public Outage? Outage { get; init; }

    /// <summary>The buckets of a key that has been idle.</summary>
    public IReadOnlyList<LeakyBucket> Buckets()
    {
        var buckets = new List<LeakyBucket>();
        if (RequestsPerMinute is { } requests)
            buckets.Add(new LeakyBucket("requests", requests, TimeSpan.FromMinutes(1), Burst));
        if (TokensPerMinute is { } tokens)
            buckets.Add(new LeakyBucket("tokens", tokens, TimeSpan.FromMinutes(1), Burst));
        return buckets;
    }
}

/// <summary>A time in which nothing is answered, since the first request.</summary>
/// <param name="From">Its begin.</param>
/// <param name="To">Its end.</param>
/// <param name="Resets">Whether connections are reset; else the answer is 503.</param>
internal sealed record Outage(TimeSpan From, TimeSpan To, bool Resets)
{
    /// <summary>Whether an instant lies in it.</summary>
    public bool Holds(TimeSpan at) => From <= at && at < To;
}
