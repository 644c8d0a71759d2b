using Hailstone.Planning;
using Hailstone.Providers;
using Hailstone.Suites;

namespace Hailstone.Running.Preflight;

/// <summary>What a preflight found out about a target.</summary>
public sealed record Finding
{
    /// <summary>The target's index in the plan.</summary>
    public required int Target { get; init; }

    /// <summary>The target as it is asked, with what its provider demanded.</summary>
    public required PlannedTarget Planned { get; init; }

    /// <summary>Whether it answered.</summary>
    public bool Answered { get; init; }

    /// <summary>Why it is not to be asked, and what to do; null where it may be.</summary>
    public Problem? Refused { get; init; }

    /// <summary>How it is asked otherwise than planned; null where it is asked as planned.</summary>
    public Amendment? Amendment { get; init; }

    /// <summary>
    /// What the provider said that made the change, or why nothing is known, one line; null elsewhere.
    /// </summary>
    public string? Said { get; init; }

    /// <summary>What is worth saying before the run, or null.</summary>
    public Problem? Warning { get; init; }

    /// <summary>The status and headers of its last answer, or null.</summary>
    public ResponseHead? Head { get; init; }
}
