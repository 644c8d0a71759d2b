using Hailstone.Ledger;
using Hailstone.Scoring;

namespace Hailstone.Reports;

/// <summary>What is known of an attempt so far.</summary>
internal sealed class Attempt
{
    /// <summary>Its number.</summary>
    public required int Number { get; init; }

    /// <summary>The trial's index.</summary>
    public required int Trial { get; init; }

    /// <summary>How it began; null where the ledger does not say.</summary>
    public AttemptStarted? Started { get; set; }

    /// <summary>How it ended; null where it has not.</summary>
    public AttemptEnded? Ended { get; set; }

    /// <summary>What it is for.</summary>
    public Purpose Purpose => Started?.Purpose ?? Purpose.Ask;

    /// <summary>Whether an answer came.</summary>
    public bool IsAnswered => Ended is { Failure: null };

    /// <summary>How long its trial had been ready before it was sent.</summary>
    public double WaitSeconds => Ended?.WaitSeconds is { } wait && double.IsFinite(wait) ? Math.Max(0, wait) : 0;
}

/// <summary>A trial of the plan with all that is known of it.</summary>
internal sealed record TrialView(int Item, int Target, int Repeat)
{
    /// <summary>Attempts at its question, in order.</summary>
    public List<Attempt> Asks { get; } = [];

    /// <summary>Its last attempt that ended, whatever it was for.</summary>
    public Attempt? LastEnded { get; set; }

    /// <summary>How it ended; null where it has not.</summary>
    public TrialEnded? Ended { get; init; }

    /// <summary>
    /// How it ended; <c>not_run</c> where it has not. A ledger that calls it scored and holds no score between 0 and 1
    /// does not tell what the answer was worth: the judging failed.
    /// </summary>
    public Outcome Outcome => Ended switch
    {
        null => Outcome.NotRun,
        { Outcome: Outcome.Scored, Score: not (>= 0 and <= 1) } => Outcome.JudgeFailed,
        _ => Ended.Outcome,
    };

    /// <summary>The score; null unless scored.</summary>
    public double? Score => Outcome == Outcome.Scored ? Ended!.Score : null;

    /// <summary>The last attempt at its question that was answered.</summary>
    public Attempt? Answered => Asks.FindLast(attempt => attempt.IsAnswered);
}
