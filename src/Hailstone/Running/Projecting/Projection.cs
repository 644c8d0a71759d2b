namespace Hailstone.Running.Projecting;

/// <summary>What a run will have cost and taken at its end, by what it has seen so far.</summary>
/// <remarks>Intervals are meant to hold 19 times of 20 (docs/estimates.md says when they do so more seldom).</remarks>
public sealed record Projection
{
    /// <summary>The targets, in the plan's order.</summary>
    public required IReadOnlyList<TargetProjection> Targets { get; init; }

    /// <summary>How many trials have ended.</summary>
    public required int Ended { get; init; }

    /// <summary>How many have not, of the targets that are still asked.</summary>
    public required int Ahead { get; init; }

    /// <summary>What is spent, in US dollars, as far as it is known; the preflight's calls included.</summary>
    public required decimal SpentUsd { get; init; }

    /// <summary>The least that all of it will cost, in US dollars; never below what is spent.</summary>
    public required decimal UsdLow { get; init; }

    /// <summary>The most, in US dollars; null where a target without answers has no output cap.</summary>
    public decimal? UsdHigh { get; init; }

    /// <summary>How many targets with trials ahead have no known price: they are in no sum.</summary>
    public required int Unpriced { get; init; }

    /// <summary>The budget, and after about how many trials it is reached; null where it is likely to do.</summary>
    public BudgetEnd? Budget { get; init; }

    /// <summary>How much longer it takes.</summary>
    public required TimeProjection Time { get; init; }
}

/// <summary>What one target will have cost.</summary>
public sealed record TargetProjection
{
    /// <summary>Its id.</summary>
    public required string Target { get; init; }

    /// <summary>How many trials tell what the others will use: the first that left, all of them back.</summary>
    public required long Seen { get; init; }

    /// <summary>How many trials have not ended; 0 where it is not asked any more.</summary>
    public required int Ahead { get; init; }

    /// <summary>What is spent on it, in US dollars, as far as it is known.</summary>
    public required decimal SpentUsd { get; init; }

    /// <summary>The least that it will cost, in US dollars; null where its price is not known.</summary>
    public decimal? UsdLow { get; init; }

    /// <summary>The most, in US dollars; null where no price is known, or neither an answer nor a cap.</summary>
    public decimal? UsdHigh { get; init; }

    /// <summary>
    /// Input tokens as the provider counted them over those that were estimated; null before an answer told.
    /// </summary>
    public double? InputFactor { get; init; }

    /// <summary>How far the estimate of input tokens was allowed to lie off, as a share; 0 where counted.</summary>
    public required double InputError { get; init; }
}

/// <summary>A budget that ends the run before its last trial.</summary>
/// <param name="Usd">The budget, in US dollars.</param>
/// <param name="Trials">About how many trials will have ended by then.</param>
/// <param name="Of">Of how many.</param>
public sealed record BudgetEnd(decimal Usd, int Trials, int Of);

/// <summary>How much longer a run takes.</summary>
/// <param name="LeastSeconds">
/// What the known quotas alone make of what is ahead, by what answers have used so far; 0 where none binds.
/// </param>
/// <param name="LowSeconds">The lower end of what is expected; null where nothing tells yet.</param>
/// <param name="HighSeconds">The upper end; null where nothing tells yet.</param>
/// <param name="Pool">The pool that takes longest; null where nothing tells yet.</param>
/// <param name="Limit">The suite's name of the limit that binds it: <c>tpm</c>; null where none does.</param>
public sealed record TimeProjection(
    double LeastSeconds, double? LowSeconds, double? HighSeconds, string? Pool, string? Limit);
