namespace Hailstone.Planning;

/// <summary>What a plan will take, as far as it can be known without a call.</summary>
public sealed record PlanEstimate
{
    /// <summary>The targets that are not refused, in the plan's order.</summary>
    public required IReadOnlyList<TargetEstimate> Targets { get; init; }

    /// <summary>How many of the targets have no price that is known: they are in none of the sums.</summary>
    public int Unpriced => Targets.Count(target => target.UsdLow is null);

    /// <summary>The least that those of known price cost together, in US dollars; null where none has one.</summary>
    public decimal? UsdLow => Unpriced == Targets.Count ? null : Targets.Sum(target => target.UsdLow);

    /// <summary>The most; null also where one of them has no output cap that is known.</summary>
    public decimal? UsdHigh =>
        UsdLow is null || Targets.Any(target => target is { UsdLow: not null, UsdHigh: null })
            ? null
            : Targets.Sum(target => target.UsdHigh);

    /// <summary>The quota that takes longest; null where no limit is known.</summary>
    public QuotaBound? Binding { get; init; }
}

/// <summary>What one target will take.</summary>
public sealed record TargetEstimate
{
    /// <summary>The target.</summary>
    public required PlannedTarget Target { get; init; }

    /// <summary>How many trials it has.</summary>
    public required long Trials { get; init; }

    /// <summary>Input tokens of all its trials.</summary>
    public required long InputTokens { get; init; }

    /// <summary>How far <see cref="InputTokens"/> may lie off, as a share; 0 where it was counted.</summary>
    public required double InputError { get; init; }

    /// <summary>Output tokens where every answer is as long as it can be; null where no cap is known.</summary>
    public long? OutputTokensHigh { get; init; }

    /// <summary>Where answers are short; null where no price is known. US dollars.</summary>
    public decimal? UsdLow { get; init; }

    /// <summary>Where every answer ends at its cap; null where no price or no cap is known. US dollars.</summary>
    public decimal? UsdHigh { get; init; }
}

/// <summary>The time that a quota alone makes of a plan.</summary>
/// <param name="Provider">The provider's id.</param>
/// <param name="Pool">The pool of the quota.</param>
/// <param name="Limit">The suite's name of the limit: <c>tpm</c>.</param>
/// <param name="PerMinute">The limit, for a minute.</param>
/// <param name="Seconds">No run can be shorter: a full bucket at first, then the limit's rate.</param>
public sealed record QuotaBound(string Provider, string Pool, string Limit, double PerMinute, double Seconds);
