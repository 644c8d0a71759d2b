using Hailstone.Ledger;
using Hailstone.Scoring;

namespace Hailstone.Cli.Weather;

/// <summary>How one policy did in one weather.</summary>
/// <param name="Scenario">The weather.</param>
/// <param name="Policy">The policy.</param>
/// <param name="Trials">Questions.</param>
/// <param name="Failed">Of them, those that ended without an answer.</param>
/// <param name="Calls">Calls made.</param>
/// <param name="Refused">Of them, those that a limit refused (429).</param>
/// <param name="Broken">Of them, those that failed for another reason.</param>
/// <param name="Elapsed">Virtual time from the start to the last end.</param>
/// <param name="Bound">The least time in which all questions can be answered.</param>
/// <param name="QuotaUsed">Answers over the requests that the quota held in that time.</param>
internal sealed record Measure(
    string Scenario,
    string Policy,
    int Trials,
    int Failed,
    int Calls,
    int Refused,
    int Broken,
    TimeSpan Elapsed,
    TimeSpan Bound,
    double QuotaUsed)
{
    /// <summary>The share of questions that ended without an answer.</summary>
    public double FailedShare => (double)Failed / Trials;

    /// <summary>
    /// The time over the lower bound; less than 1 is possible where answers are missing.
    /// </summary>
    public double OverBound => Elapsed / Bound;

    /// <summary>Calls that brought no answer.</summary>
    public int Wasted => Refused + Broken;

    /// <summary>Measures a run by its facts.</summary>
    public static Measure Of(
        Scenario scenario, string policy, int trials, TimeSpan bound, DateTimeOffset start, IReadOnlyList<Fact> facts)
    {
        var ends = facts.OfType<TrialEnded>().ToList();
        var attempts = facts.OfType<AttemptEnded>().ToList();
        var elapsed = ends.Max(end => end.At) - start;
        var answered = ends.Count(end => end.Outcome is not (Outcome.Failed or Outcome.NotRun));
        var refused = attempts.Count(attempt => attempt.Status == 429);
        return new Measure(
            scenario.Name,
            policy,
            trials,
            trials - answered,
            attempts.Count,
            refused,
            attempts.Count(attempt => attempt.Failure is not null) - refused,
            elapsed,
            bound,
            answered / (scenario.Capacity + scenario.PerSecond * elapsed.TotalSeconds));
    }
}
