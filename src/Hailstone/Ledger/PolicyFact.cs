using Hailstone.Suites;

namespace Hailstone.Ledger;

/// <summary>By which rules a process of a run sent and tried again.</summary>
/// <param name="Name"><c>adaptive</c>, <c>fixed</c> or <c>none</c>.</param>
public sealed record PolicyFact(string Name)
{
    /// <summary>The pause after an answer; this and what follows is null unless the policy is <c>fixed</c>.</summary>
    public double? PauseSeconds { get; init; }

    /// <summary>The pause after an answer of a model that reasons.</summary>
    public double? ThinkingPauseSeconds { get; init; }

    /// <summary>The pause after an answer over the Messages API.</summary>
    public double? ClaudePauseSeconds { get; init; }

    /// <summary>The pause after a question that failed for good.</summary>
    public double? AfterErrorSeconds { get; init; }

    /// <summary>Calls for one question at most.</summary>
    public int? Tries { get; init; }

    /// <summary>The wait before the second call, which doubles.</summary>
    public double? FirstWaitSeconds { get; init; }

    /// <summary>How long after a question's first call a further one may be made.</summary>
    public double? MaxTimeSeconds { get; init; }

    /// <summary>The fact of a policy.</summary>
    /// <param name="policy">The policy.</param>
    public static PolicyFact Of(PolicySettings policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        if (policy.Kind != PolicyKind.Fixed)
            return new PolicyFact(policy.Name);
        return new PolicyFact(policy.Name)
        {
            PauseSeconds = policy.Fixed.Pause.TotalSeconds,
            ThinkingPauseSeconds = policy.Fixed.ThinkingPause.TotalSeconds,
            ClaudePauseSeconds = policy.Fixed.ClaudePause.TotalSeconds,
            AfterErrorSeconds = policy.Fixed.AfterError.TotalSeconds,
            Tries = policy.Fixed.Tries,
            FirstWaitSeconds = policy.Fixed.FirstWait.TotalSeconds,
            MaxTimeSeconds = policy.Fixed.MaxTime.TotalSeconds,
        };
    }
}
