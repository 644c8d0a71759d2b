namespace Hailstone.Running;

/// <summary>Where a run stands, for whoever watches it.</summary>
public sealed record RunStatus
{
    /// <summary>Time since this process began with the run.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The targets, in the plan's order.</summary>
    public required IReadOnlyList<TargetStatus> Targets { get; init; }

    /// <summary>What is being waited for; empty where nothing is.</summary>
    public required IReadOnlyList<WaitStatus> Waits { get; init; }

    /// <summary>The quotas that are known, by the account and by headers; empty where none is.</summary>
    public IReadOnlyList<QuotaStatus> Quotas { get; init; } = [];

    /// <summary>How long ago the last answer or failure came.</summary>
    public required TimeSpan Silent { get; init; }

    /// <summary>Whether nothing new is sent any more.</summary>
    public required bool Stopping { get; init; }
}

/// <summary>Where a target stands.</summary>
/// <param name="Target">Its id.</param>
/// <param name="Trials">Its trials.</param>
/// <param name="Ended">How many have ended.</param>
/// <param name="InFlight">How many questions are out.</param>
/// <param name="StoppedBecause">Why it is not asked any more, or null.</param>
public sealed record TargetStatus(string Target, int Trials, int Ended, int InFlight, string? StoppedBecause)
{
    /// <summary>Whether that is because its own budget is spent.</summary>
    public bool OutOfMoney { get; init; }

    /// <summary>
    /// What a question of average length takes from a quota of all tokens, where the provider takes it by what is sent
    /// and gives nothing back; null where it settles by what was used.
    /// </summary>
    public double? ChargedTokens { get; init; }
}

/// <summary>A quota, as far as it is known.</summary>
/// <param name="Pool">The pool: provider and limit pool.</param>
/// <param name="Limit">The suite's name of the limit: <c>tpm</c>.</param>
/// <param name="PerSecond">What comes in by the second.</param>
/// <param name="Free">
/// What may be sent at once, with all that questions which are out have taken, as if none of them had left.
/// </param>
public sealed record QuotaStatus(string Pool, string Limit, double PerSecond, double Free);

/// <summary>Something that a run waits for.</summary>
/// <param name="Pool">The pool: provider and limit pool.</param>
/// <param name="Kind">What for.</param>
/// <param name="Until">How much longer, as far as is known.</param>
public sealed record WaitStatus(string Pool, WaitKind Kind, TimeSpan Until);

/// <summary>What a run can wait for.</summary>
public enum WaitKind
{
    /// <summary>The provider asked to wait, or a quota refills.</summary>
    Quota,

    /// <summary>The provider is down; a probe finds out when it is back.</summary>
    Outage,

    /// <summary>Questions are out; the first of them is given up then.</summary>
    Answers,

    /// <summary>A question is tried again then.</summary>
    Retry,
}
