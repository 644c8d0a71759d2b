using Hailstone.Statistics;

namespace Hailstone.Reports;

/// <summary>What a run has to tell of one target.</summary>
public sealed record TargetReport
{
    /// <summary>The target's id.</summary>
    public required string Target { get; init; }

    /// <summary>The model as written.</summary>
    public required string Model { get; init; }

    /// <summary>The group that it stands in.</summary>
    public required string Group { get; init; }

    /// <summary>The provider's id.</summary>
    public required string Provider { get; init; }

    /// <summary>Why the catalogue refused it or the run stopped it; null where neither did.</summary>
    public string? RefusedBecause { get; init; }

    /// <summary>What to do about a refusal; null where that is not known or there is none.</summary>
    public string? Mend { get; init; }

    /// <summary>Whether the run stopped it because its own budget is spent: a run that goes on asks the rest.</summary>
    public bool OutOfMoney { get; init; }

    /// <summary>Parameters that were asked for and not sent.</summary>
    public required IReadOnlyList<string> Omitted { get; init; }

    /// <summary>The dialect that it was asked in; empty where not known.</summary>
    public string Dialect { get; init; } = "";

    /// <summary>What its provider said before the run that made it be asked otherwise than planned, or null.</summary>
    public string? Amended { get; init; }

    /// <summary>
    /// The mean over scored questions with its interval. Repeats of a question are one question, and questions of a
    /// cluster count as related.
    /// </summary>
    public required Estimate Score { get; init; }

    /// <summary>
    /// The mean over the questions that say something of the model, with its interval: an answer that it refused, cut
    /// short or made unreadable counts as 0, and what failed for no fault of the model's does not count.
    /// </summary>
    public required Estimate Completed { get; init; }

    /// <summary>How its trials ended.</summary>
    public required OutcomeCounts Outcomes { get; init; }

    /// <summary>The sum of its scores.</summary>
    public required double ScoreSum { get; init; }

    /// <summary>What keeps it from its full score.</summary>
    public LostPoints Lost => new(Outcomes, ScoreSum);

    /// <summary>Sum of scores over all trials; null where there are none.</summary>
    public double? OfAll => Share(ScoreSum, Outcomes.Total);

    /// <summary>Sum of scores over the trials that say something of the model; null where there are none.</summary>
    public double? OfCompleted => Share(ScoreSum, Outcomes.Total - Outcomes.Missing);

    /// <summary><see cref="OfAll"/> if every missing trial had scored 1; null where there are no trials.</summary>
    public double? OfAllAtMost => Share(ScoreSum + Outcomes.Missing, Outcomes.Total);

    /// <summary>The same by category, in the order of the items; empty where no item has one.</summary>
    public required IReadOnlyList<CategoryReport> Categories { get; init; }

    /// <summary>How long things took.</summary>
    public required LatencyReport Latency { get; init; }

    /// <summary>Tokens of its trial attempts.</summary>
    public required TokenTotals Tokens { get; init; }

    /// <summary>The cost of its trial attempts, every retry included; what a judge costs is the run's.</summary>
    public required Cost Cost { get; init; }

    /// <summary>Trials that were asked at least once.</summary>
    public required int TrialsAsked { get; init; }

    /// <summary>Trials with a score of exactly 1.</summary>
    public required int Correct { get; init; }

    /// <summary>Cost over the trials asked; null where no trial was asked or a cost is unknown.</summary>
    public decimal? CostPerTrialUsd => TrialsAsked == 0 ? null : Cost.UsdComplete / TrialsAsked;

    /// <summary>Cost over <see cref="Correct"/>; null where that is 0 or a cost is unknown.</summary>
    public decimal? CostPerCorrectUsd => Correct == 0 ? null : Cost.UsdComplete / Correct;

    /// <summary>
    /// The average score in percent over (<see cref="CostPerTrialUsd"/> x 1000); null where either is unknown or the
    /// cost is 0.
    /// </summary>
    public double? Efficiency =>
        Score.Mean is { } mean && CostPerTrialUsd is { } cost and > 0 ? 100 * mean / ((double)cost * 1000) : null;

    private static double? Share(double sum, int trials) => trials == 0 ? null : Math.Min(1, sum / trials);
}

/// <summary>What a run has to tell of one target in one category.</summary>
/// <param name="Category">The category; null for items that have none.</param>
/// <param name="Score">The mean over scored questions with its interval.</param>
/// <param name="Completed">The mean over all questions that say something of the model, with its interval.</param>
/// <param name="Cost">The cost of the trial attempts.</param>
/// <param name="TrialsAsked">Trials that were asked at least once.</param>
public sealed record CategoryReport(
    string? Category, Estimate Score, Estimate Completed, Cost Cost, int TrialsAsked)
{
    /// <summary>Cost over the trials asked; null where no trial was asked or a cost is unknown.</summary>
    public decimal? CostPerTrialUsd => TrialsAsked == 0 ? null : Cost.UsdComplete / TrialsAsked;
}

/// <summary>What a run has to tell of a group of targets.</summary>
/// <param name="Group">The group's name.</param>
/// <param name="Targets">How many targets it has.</param>
/// <param name="Score">The mean over the questions that any of its targets has scored, with its interval.</param>
/// <param name="Completed">The mean over all questions that say something of the models, with its interval.</param>
/// <param name="Cost">The cost of the trial attempts.</param>
/// <param name="Best">
/// The target with the highest mean of <see cref="TargetReport.Completed"/>; null where none has one.
/// </param>
public sealed record GroupReport(
    string Group, int Targets, Estimate Score, Estimate Completed, Cost Cost, string? Best);

/// <summary>Tokens as providers counted them; null where none of the attempts came with a count.</summary>
/// <param name="Input">All input.</param>
/// <param name="Cached">Input read from a cache.</param>
/// <param name="Output">All output.</param>
/// <param name="Reasoning">Output spent on reasoning.</param>
public sealed record TokenTotals(long? Input, long? Cached, long? Output, long? Reasoning);
