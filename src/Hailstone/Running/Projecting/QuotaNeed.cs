using Hailstone.Statistics;

namespace Hailstone.Running.Projecting;

/// <summary>What the trials ahead will take from a quota.</summary>
internal static class QuotaNeed
{
    /// <summary>What is ahead of some targets.</summary>
    /// <param name="limit">The suite's name of the limit.</param>
    /// <param name="targets">The targets that share it.</param>
    public static Reach Of(string limit, List<(TargetTally Tally, TargetStatus Status)> targets)
    {
        switch (limit)
        {
            case "rpm" or "rpd":
                return Reach.Of(targets.Sum(target => target.Tally.Ahead));
            case "itpm":
                return Amount.Ahead(targets, used => used.Input, 1, Input);
            case "otpm":
                return Amount.Ahead(targets, used => used.Output, 0, Output);
        }

        // Who charges by what is sent charges the same for each question, however it is answered.
        var kept = targets.Sum(target => target.Tally.Ahead * (target.Status.ChargedTokens ?? 0));
        return Amount.Ahead(
            targets.Where(target => target.Status.ChargedTokens is null), used => used.Tokens, 1, Both).Plus(kept);
    }

    private static Interval Input(TargetTally tally)
    {
        var error = tally.Estimate?.InputError ?? 0;
        return new Interval(tally.AheadEstimated * (1 - error), tally.AheadEstimated * (1 + error));
    }

    // No answer has less than one token; where no cap is known nobody knows how many it may have.
    private static Interval Output(TargetTally tally) =>
        new(tally.Ahead, tally.Ahead * (tally.Planned.Settings.OutputCapTokens ?? 1));

    private static Interval Both(TargetTally tally) =>
        new(Input(tally).Low + Output(tally).Low, Input(tally).High + Output(tally).High);
}
