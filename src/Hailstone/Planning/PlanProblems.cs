using System.Globalization;
using Hailstone.Catalogue;
using Hailstone.Suites;

namespace Hailstone.Planning;

/// <summary>The problems that planning can find, in the person's language.</summary>
internal static class PlanProblems
{
    public static Problem UnknownModel(Target target, IReadOnlyList<string> nearest) => new(
        target.Place,
        "plan.unknown-model",
        Format(PlanMessages.UnknownModel, target.Model),
        nearest.Count > 0
            ? Format(PlanMessages.UnknownModelNearest, string.Join(", ", nearest), target.Model)
            : Format(PlanMessages.UnknownModelMend, target.Model));

    public static Problem UnknownProvider(Target target, Resolution.UnknownProvider unknown) => new(
        target.Place,
        "plan.unknown-provider",
        Format(PlanMessages.UnknownProvider, unknown.Provider, target.Model),
        Format(PlanMessages.UnknownProviderMend, string.Join(", ", unknown.Known), unknown.Provider));

    /// <summary>What keeps a budget from holding for a target: the most that a call can cost must be known.</summary>
    public static Problem? OfBudget(PlannedTarget target) =>
        target is { HasBudget: false } or { Target.MaxCallUsd: not null }
            ? null
            : target.Price is null
            ? new(
                target.Target.Place,
                "plan.budget-without-price",
                Format(PlanMessages.BudgetWithoutPrice, target.Target.Id),
                PlanMessages.BudgetWithoutPriceMend)
            : target.Settings.OutputCapTokens is null
                ? new(
                    target.Target.Place,
                    "plan.budget-without-cap",
                    Format(PlanMessages.BudgetWithoutCap, target.Target.Id),
                    PlanMessages.BudgetWithoutCapMend)
                : null;

    public static Problem TooManyTrials(Suite suite) => new(
        new Place(suite.Path), "plan.too-many-trials", PlanMessages.TooManyTrials, PlanMessages.TooManyTrialsMend);

    public static Problem Retired(Target target, ModelFact? fact, ModelFact? kin) => new(
        target.Place,
        "plan.retired",
        fact?.Retires is { } day
            ? Format(
                fact.RetirementKind == RetirementKind.Observed ? PlanMessages.RetiredBy : PlanMessages.RetiredOn,
                target.Model,
                day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            : Format(PlanMessages.Retired, target.Model),
        Instead(fact, kin));

    public static Problem RetiresSoon(Target target, ModelFact fact, ModelFact? kin, int days) => new(
        target.Place,
        "plan.retires-soon",
        Format(PlanMessages.RetiresSoon, target.Model, days),
        Instead(fact, kin));

    private static string Instead(ModelFact? fact, ModelFact? kin) => (fact?.Replacement, kin) switch
    {
        ({ } replacement, _) => Format(PlanMessages.RetiredReplacement, replacement),
        (null, { } newest) => Format(PlanMessages.RetiredKin, newest.Id),
        _ => PlanMessages.RetiredMend,
    };

    public static Problem Refused(Target target, IReadOnlyList<RefusedParameter> refused) => new(
        target.Place,
        "plan.refused-parameter",
        Format(PlanMessages.Refused, target.Id, string.Join(" ", refused.Select(parameter => parameter.Reason))),
        string.Join(" ", refused.Select(parameter => parameter.Mend).Append(PlanMessages.RefusedMend)));

    public static Problem NoRoomForAnswer(Target target) => new(
        target.Place,
        "plan.no-room",
        Format(PlanMessages.NoRoom, target.Id, target.Parameters.MaxOutputTokens!),
        PlanMessages.NoRoomMend);

    private static string Format(string format, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, format, values);
}
