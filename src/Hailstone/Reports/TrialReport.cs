using Hailstone.Catalogue;
using Hailstone.Scoring;

namespace Hailstone.Reports;

/// <summary>How one trial went.</summary>
public sealed record TrialReport
{
    /// <summary>The item's id.</summary>
    public required string Item { get; init; }

    /// <summary>The target's id.</summary>
    public required string Target { get; init; }

    /// <summary>The item's category, or null.</summary>
    public string? Category { get; init; }

    /// <summary>Which of the repeats, from 1.</summary>
    public required int Repeat { get; init; }

    /// <summary>How it ended; <c>not_run</c> where it has not.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>The score, 0 to 1; null unless scored.</summary>
    public double? Score { get; init; }

    /// <summary>How often its question was put.</summary>
    public required int Attempts { get; init; }

    /// <summary>What all attempts at its question cost; a judge's are not among them.</summary>
    public required Cost Cost { get; init; }

    /// <summary>From sending to the first token of its last answered attempt; null where not known.</summary>
    public TimeSpan? FirstToken { get; init; }

    /// <summary>From sending to the end of its last answered attempt; null where not known.</summary>
    public TimeSpan? Whole { get; init; }

    /// <summary>The tokens of its last answered attempt, as the provider counted them; null where it did not.</summary>
    public Usage? Usage { get; init; }

    /// <summary>The answer of its last answered attempt; null where none was kept.</summary>
    public string? Answer { get; init; }

    /// <summary>Why it ended so, one line; null where it has not ended.</summary>
    public string? Explain { get; init; }
}

/// <summary>One kind of failure in a run.</summary>
/// <param name="Name">Its stable name: <c>server_error</c>. Null for trials lost without a failed attempt.</param>
/// <param name="Attempts">Attempts of any purpose that ended with it.</param>
/// <param name="TrialsLost">Trials that ended <c>failed</c> or <c>judge_failed</c> after it.</param>
/// <param name="Message">What was said last, one line; null where nothing was.</param>
public sealed record FailureReport(string? Name, int Attempts, int TrialsLost, string? Message);
