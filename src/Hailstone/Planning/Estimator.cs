using Hailstone.Catalogue;

namespace Hailstone.Planning;

/// <summary>Estimates what a plan will take: pure, the same for the same plan.</summary>
public static class Estimator
{
    /// <summary>A word or a number: the least that an answer is worth reckoning with.</summary>
    internal const int ShortAnswerTokens = 5;

    private const double SecondsOfMinute = 60;
    private const double MinutesOfDay = 24 * 60;

    /// <summary>The estimate of a plan.</summary>
    /// <param name="plan">The plan.</param>
    public static PlanEstimate Of(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Of(plan, new ItemTokens(plan.Items));
    }

    /// <summary>The estimate of a plan whose questions somebody else counts, too.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="tokens">The tokens of its items.</param>
    public static PlanEstimate Of(Plan plan, ItemTokens tokens)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(tokens);
        var targets = plan.Targets.Where(target => target.Refused is null)
            .Select(target => Of(plan, target, tokens))
            .ToList();
        return new PlanEstimate
        {
            Targets = targets,
            Binding = targets.GroupBy(target => (target.Target.Model.Provider.Id, target.Target.Model.Pool))
                .SelectMany(Bounds)
                .MaxBy(bound => bound.Seconds),
        };
    }

    private static TargetEstimate Of(Plan plan, PlannedTarget target, ItemTokens tokens)
    {
        var trials = (long)plan.Items.Count * plan.Repeats;
        var input = 0.0;
        for (var item = 0; item < plan.Items.Count; item++)
            input += tokens.Of(item, target.Model);

        var error = tokens.ErrorFor(target.Model);
        var each = input / Math.Max(1, plan.Items.Count);
        var cap = target.Settings.OutputCapTokens;
        var least = Math.Min(ShortAnswerTokens, cap ?? ShortAnswerTokens);
        return new TargetEstimate
        {
            Target = target,
            Trials = trials,
            InputTokens = (long)Math.Round(input * plan.Repeats),
            InputError = error,
            OutputTokensHigh = trials * cap,
            UsdLow = trials * Usd(target.Price, each * (1 - error), least),
            UsdHigh = cap is { } most ? trials * Usd(target.Price, each * (1 + error), most) : null,
        };
    }

    private static decimal? Usd(Price? price, double input, long output) => price is null
        ? null
        : Cost.Of(new Usage { Input = (long)Math.Round(input), Output = output }, price, serviceTier: null);

    /// <summary>What each limit of a pool makes of all that is asked of it.</summary>
    private static IEnumerable<QuotaBound> Bounds(IGrouping<(string Provider, string Pool), TargetEstimate> pool)
    {
        var model = pool.First().Target.Model;
        if (model.Limits is not { Unlimited: false } limits)
            yield break;
        var trials = (double)pool.Sum(target => target.Trials);
        var input = pool.Sum(target => target.InputTokens * (1 - target.InputError));
        var output = (double)pool.Sum(target => target.Trials * ShortAnswerTokens);
        var both = pool.Sum(target => Charged(model.Provider.ChargeRule, target));
        foreach (var (name, limit, minutes, amount) in (IEnumerable<(string, long?, double, double)>)
        [
            ("rpm", limits.RequestsPerMinute, 1, trials),
            ("rpd", limits.RequestsPerDay, MinutesOfDay, trials),
            ("tpm", limits.TokensPerMinute, 1, both),
            ("itpm", limits.InputTokensPerMinute, 1, input),
            ("otpm", limits.OutputTokensPerMinute, 1, output),
        ])
        {
            if (limit is { } known)
            {
                var seconds = Math.Max(0, amount - known) / known * minutes * SecondsOfMinute;
                yield return new QuotaBound(pool.Key.Provider, pool.Key.Pool, name, known / minutes, seconds);
            }
        }
    }

    /// <summary>The least that a bucket of all tokens is charged for a target.</summary>
    private static double Charged(ChargeRule rule, TargetEstimate target)
    {
        var input = target.InputTokens * (1 - target.InputError);
        var cap = (double)target.Trials * (SentCap(target.Target) ?? 0);
        return rule switch
        {
            ChargeRule.LargerOfCapAndEstimate => Math.Max(input, cap),
            ChargeRule.InputAndCap => input + cap,
            _ => input + (target.Trials * ShortAnswerTokens),
        };
    }

    /// <summary>The cap that is sent; a model's own cap, which nobody sent, is not charged.</summary>
    private static long? SentCap(PlannedTarget target) =>
        target.Target.Parameters.MaxOutputTokens is null ? null : target.Settings.OutputCapTokens;
}
