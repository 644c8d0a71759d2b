using System.Globalization;
using Hailstone.Planning;
using Hailstone.Reports;
using Hailstone.Statistics;

namespace Hailstone.Cli.Screen;

/// <summary>What a plan promises before anything is sent: lives, tokens, cost, time, and what it can show.</summary>
internal static class Outlook
{
    /// <summary>The few of its lines that stand before a run.</summary>
    public static IEnumerable<string> Brief(Plan plan, PlanEstimate estimate)
    {
        yield return Trials(plan);
        if (estimate.Targets.Count == 0)
            yield break;
        yield return Total(estimate);
        yield return Time(estimate.Binding);
    }

    /// <summary>Its lines.</summary>
    public static IEnumerable<string> Of(Plan plan, DateOnly today)
    {
        yield return Trials(plan);
        var estimate = Estimator.Of(plan);
        foreach (var target in plan.Targets)
            yield return "  " + Line(target, estimate.Targets.FirstOrDefault(of => of.Target == target), today);
        if (estimate.Targets.Count == 0)
            yield break;
        yield return Total(estimate);
        yield return Time(estimate.Binding);
        if (estimate.Targets.Count > 1)
        {
            yield return Text.Of(
                CliMessages.OutlookDifference, 100 * SmallestDifference.Of(plan.Items.Count, plan.Repeats));
        }

        if (estimate.Targets.Max(target => target.InputError) is > 0 and var error)
            yield return Text.Of(CliMessages.OutlookError, 100 * error);
    }

    private static string Trials(Plan plan) => Inert.Terminal(Text.Of(
        CliMessages.CheckFine, plan.Suite.Name, plan.Items.Count, plan.Targets.Count, plan.Repeats, plan.Count));

    private static string Line(PlannedTarget target, TargetEstimate? estimate, DateOnly today)
    {
        var parts = new List<string>();
        if (target.Model.Fact is { } fact && (!target.Model.Unverified || fact.Retires is not null))
        {
            var life = Lifetime.Of(fact, today);
            parts.Add(target.Successor is { } next ? Text.Of(CliMessages.LifeSuccessor, life, next) : life);
        }

        if (target.Refused is not null)
            parts.Add(CliMessages.Refused);
        if (target.Model.Unverified)
            parts.Add(CliMessages.OutlookUnverified);
        if (estimate is not null)
        {
            var mark = estimate.InputError > 0 ? "~" : "";
            parts.Add(Text.Of(
                CliMessages.OutlookTokens, mark + estimate.InputTokens.ToString("N0", CultureInfo.InvariantCulture)));
            parts.Add(Cost(estimate.UsdLow, estimate.UsdHigh));
        }

        if (target.Settings.Omitted.Count > 0)
            parts.Add(Text.Of(CliMessages.OutlookOmitted, string.Join(", ", target.Settings.Omitted)));
        return Inert.Terminal($"{target.Target.Id}: {string.Join("; ", parts)}");
    }

    private static string Total(PlanEstimate estimate) => estimate.Unpriced == 0
        ? Text.Of(CliMessages.OutlookTotal, Cost(estimate.UsdLow, estimate.UsdHigh))
        : Text.Of(CliMessages.OutlookUnpriced, Cost(estimate.UsdLow, estimate.UsdHigh), estimate.Unpriced);

    private static string Cost(decimal? low, decimal? high) => (low, high) switch
    {
        (null, _) => CliMessages.OutlookNoPrice,
        ({ } least, null) => Text.Of(CliMessages.OutlookNoCap, Amounts.Usd(least)),
        ({ } least, { } most) => Text.Of(CliMessages.OutlookCost, Amounts.Usd(least), Amounts.Usd(most)),
    };

    private static string Time(QuotaBound? binding) => binding switch
    {
        null => CliMessages.OutlookNoLimit,
        { Seconds: < 1 } => Inert.Terminal(Text.Of(CliMessages.OutlookNoWait, $"{binding.Provider}/{binding.Pool}")),
        _ => Inert.Terminal(Text.Of(
            CliMessages.OutlookTime,
            Amounts.Short(binding.Seconds),
            $"{binding.Provider}/{binding.Pool}",
            binding.Limit,
            binding.PerMinute.ToString("#,0.##", CultureInfo.InvariantCulture))),
    };
}
