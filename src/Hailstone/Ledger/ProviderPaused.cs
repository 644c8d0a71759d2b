namespace Hailstone.Ledger;

/// <summary>A pool of a provider is not asked for a while.</summary>
public sealed record ProviderPaused : Fact
{
    /// <summary>The pool's name: provider and limit pool.</summary>
    public required string Pool { get; init; }

    /// <summary>Why, one line.</summary>
    public required string Reason { get; init; }

    /// <summary>Until when, as far as is known.</summary>
    public DateTimeOffset? Until { get; init; }
}

/// <summary>A pool of a provider is asked again.</summary>
public sealed record ProviderResumed : Fact
{
    /// <summary>The pool's name.</summary>
    public required string Pool { get; init; }
}
