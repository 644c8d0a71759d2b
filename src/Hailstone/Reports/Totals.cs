namespace Hailstone.Reports;

/// <summary>Counts and times of a run.</summary>
public sealed record Totals
{
    /// <summary>How the trials ended; a trial without an end is <c>not_run</c>.</summary>
    public required OutcomeCounts Outcomes { get; init; }

    /// <summary>Trials that the plan has.</summary>
    public int Trials => Outcomes.Total;

    /// <summary>Attempts that put a trial's question, each time it was put.</summary>
    public required int Attempts { get; init; }

    /// <summary>Attempts of the preflight, and answers asked for to estimate by.</summary>
    public required int PreflightCalls { get; init; }

    /// <summary>Attempts that put a judge's question.</summary>
    public required int JudgeCalls { get; init; }

    /// <summary>
    /// Attempts of any purpose that ended with the failure <c>rate_limit</c>. An overloaded provider or an outage
    /// is no rate limit and is not counted here.
    /// </summary>
    public required int RateLimited { get; init; }

    /// <summary>Attempts at a trial's question beyond its first.</summary>
    public required int Retried { get; init; }

    /// <summary>Attempts that began and have not ended: on their way, or lost when the run died.</summary>
    public required int Open { get; init; }

    /// <summary>How long trials and their judges waited, ready to be sent: the sum over all attempts.</summary>
    public required TimeSpan Wait { get; init; }

    /// <summary>
    /// From the first trial call to the last end of an attempt or trial, by the wall clock. Where a run was resumed,
    /// each stretch between two resumes is measured so, and their sum is taken: the time in which nothing ran does not
    /// count. Null where no trial call has come to an end.
    /// </summary>
    public TimeSpan? Elapsed { get; init; }

    /// <summary>The least time that the run could have taken under the quotas it saw; null where not known.</summary>
    public TimeSpan? LowerBound { get; init; }
}
