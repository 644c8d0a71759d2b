using Hailstone.Statistics;

namespace Hailstone.Running.Projecting;

/// <summary>The tokens that the trials ahead will take from a quota, by those that ended took.</summary>
internal static class QuotaNeed
{
    /// <summary>What is ahead of some targets.</summary>
    /// <param name="limit">The suite's name of the limit: <c>tpm</c>, <c>itpm</c> or <c>otpm</c>.</param>
    /// <param name="targets">The targets that share it.</param>
    public static Interval Of(string limit, IReadOnlyList<(TargetTally Tally, TargetStatus Status)> targets)
    {
        var predicted = default(Prediction);
        var (low, high) = (0.0, 0.0);
        foreach (var (tally, status) in targets.Where(target => target.Tally.Trials > 0))
        {
            if (limit == "tpm" && status.ChargedTokens is { } charged)
            {
                low += tally.Trials * charged;
                high += tally.Trials * charged;
            }
            else if (Predict(limit, tally) is { } prediction)
            {
                predicted = predicted.Plus(prediction);
            }
            else
            {
                var bounds = ByPlan(limit, tally);
                low += bounds.Low;
                high += bounds.High;
            }
        }

        var interval = predicted.Within();
        return new Interval(low + Math.Max(0, interval.Low), high + interval.High);
    }

    private static Prediction? Predict(string limit, TargetTally tally) => limit switch
    {
        "itpm" => tally.Predict(used => used.Input, tally.InputFactor ?? 1),
        "otpm" => tally.Predict(used => used.Output, 0),
        _ => tally.Predict(used => used.Tokens, tally.InputFactor ?? 1),
    };

    // No answer has less than one token; where no cap is known nobody knows how many it may have.
    private static Interval ByPlan(string limit, TargetTally tally)
    {
        var input = tally.Estimated;
        var error = tally.Estimate?.InputError ?? 0;
        var cap = tally.Planned.Settings.OutputCapTokens ?? 1;
        return limit switch
        {
            "itpm" => new Interval(input * (1 - error), input * (1 + error)),
            "otpm" => new Interval(tally.Trials, tally.Trials * cap),
            _ => new Interval((input * (1 - error)) + tally.Trials, (input * (1 + error)) + (tally.Trials * cap)),
        };
    }
}
