namespace Hailstone.Simulator;

/// <summary>What a key may use: limits that refill all the time, unless an option counts by windows.</summary>
/// <remarks>
/// A limit of 0 says that the plan does not hold the model: everything is refused, for good. All limits are null by
/// default, which is unlimited.
/// </remarks>
public sealed record QuotaOptions
{
    /// <summary>Requests a minute, 0 or more; default null: unlimited. Requests that fail count.</summary>
    public long? RequestsPerMinute { get; init; }

    /// <summary>Requests a day, 0 or more; default null: unlimited. Requests that fail count.</summary>
    public long? RequestsPerDay { get; init; }

    /// <summary>
    /// Tokens a minute, 0 or more; default null: unlimited. <see cref="Charging"/> says what a request is charged.
    /// </summary>
    public long? TokensPerMinute { get; init; }

    /// <summary>Tokens a day, 0 or more; default null: unlimited; charged as those of a minute.</summary>
    public long? TokensPerDay { get; init; }

    /// <summary>Tokens a minute of the key's project, 0 or more; default null: unlimited.</summary>
    public long? ProjectTokensPerMinute { get; init; }

    /// <summary>
    /// Input tokens a minute, 0 or more; default null: unlimited. A fourth of a request's characters, mended when the
    /// answer begins: what a cache gave is free.
    /// </summary>
    public long? InputTokensPerMinute { get; init; }

    /// <summary>
    /// Output tokens a minute, 0 or more; default null: unlimited. Charged as they are made; a request is let in while
    /// any are left.
    /// </summary>
    public long? OutputTokensPerMinute { get; init; }

    /// <summary>
    /// How long a full bucket's content takes to refill, over 0 and at most a minute; default null: the whole limit.
    /// A bucket holds at least one request or token. The quotas of a day are not changed by it.
    /// </summary>
    public TimeSpan? Burst { get; init; }

    /// <summary>
    /// Counts requests in windows of this length, of which each has its share of the minute, instead of refilling them
    /// all the time; over 0 and at most a minute. Default null: 10 s for <see cref="Vendor.Azure"/>, a minute for
    /// <see cref="Vendor.Mistral"/>, else none.
    /// </summary>
    public TimeSpan? RequestWindow { get; init; }

    /// <summary>Whether the quotas of a day come back at midnight (UTC) and not all the time; default false.</summary>
    public bool DayEndsAtMidnight { get; init; }

    /// <summary>What a request is charged; default null: as <see cref="SimulatorOptions.Vendor"/> charges.</summary>
    public ChargeRule? Charging { get; init; }

    /// <summary>The share of each limit that is used at the start, 0 to 1; default 0. To a thousandth.</summary>
    public double StartUsed { get; init; }

    /// <summary>
    /// The share of each limit that somebody else under the same key uses all the time, 0 to 0.9; default 0. To a
    /// thousandth. Neither resets nor <c>retry-after</c> foresee it.
    /// </summary>
    public double ForeignShare { get; init; }

    /// <summary>When all limits change, in the order of their times; default never.</summary>
    public IReadOnlyList<LimitChange> Changes { get; init; } = [];

    /// <summary>How fast use may grow; default null: as fast as the limits allow.</summary>
    public RampOptions? Ramp { get; init; }
}

/// <summary>A change of every limit of a quota. What is used stays used.</summary>
/// <param name="At">When, counted from the simulator's start.</param>
/// <param name="Factor">What the limits as configured are multiplied by from then on, over 0 and at most 1,000.</param>
public sealed record LimitChange(TimeSpan At, double Factor);

/// <summary>
/// How fast use may grow, in input tokens: OpenAI's <c>slow_down</c>, Anthropic's acceleration limit. It begins with
/// the first request, and again after twice <see cref="Every"/> without one.
/// </summary>
/// <param name="TokensPerMinute">Input tokens a minute that are allowed at first; at least 1.</param>
public sealed record RampOptions(long TokensPerMinute)
{
    /// <summary>What the allowance is multiplied by at each step; default 1.5, 1 to 10.</summary>
    public double Growth { get; init; } = 1.5;

    /// <summary>What is added to it at each step; default 0.</summary>
    public long Step { get; init; }

    /// <summary>The time between two steps; default 15 minutes; a second to a day.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(15);
}

/// <summary>A quota that several models share.</summary>
public sealed record PoolOptions
{
    /// <summary>The models, by id; at least one. A model is in one pool at most.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>Their quota.</summary>
    public required QuotaOptions Quota { get; init; }
}
