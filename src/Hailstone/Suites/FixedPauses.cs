namespace Hailstone.Suites;

/// <summary>The figures of the policy <c>fixed</c>; docs/pacing.md tells its rules.</summary>
public sealed record FixedPauses
{
    /// <summary>The pause after an answer; default 1.5 s, 0 to an hour.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>The pause after an answer of a model that reasons; default 3 s, 0 to an hour.</summary>
    public TimeSpan ThinkingPause { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The pause after an answer over the Messages API; default 2 s, 0 to an hour.</summary>
    public TimeSpan ClaudePause { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The pause after a question that failed for good; default 3 s, 0 to an hour.</summary>
    public TimeSpan AfterError { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Calls for one question at most; default 3, 1 to 100.</summary>
    public int Tries { get; init; } = 3;

    /// <summary>The wait before the second call; it doubles with each further one. Default 1 s, 0 to an hour.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long after a question's first call a further one may still be made; default 30 s, 0 to an hour.
    /// </summary>
    public TimeSpan MaxTime { get; init; } = TimeSpan.FromSeconds(30);
}
