using Hailstone.Reports;
using Hailstone.Running.Projecting;

namespace Hailstone.Cli.Screen;

/// <summary>What the first answers say of the whole run, in one line.</summary>
internal static class PilotText
{
    private const int MostTargets = 3;

    /// <summary>The line.</summary>
    public static string Of(Projection projection) => Inert.Terminal(string.Concat(
        string.Join("; ", Parts(projection)), ".", Budget(projection)));

    /// <summary>What all of it will cost; null where no price is known.</summary>
    public static string? Cost(Projection projection) => projection is { UsdHigh: 0, Unpriced: > 0 }
        ? null
        : Amounts.Between(projection.UsdLow, projection.UsdHigh);

    private static IEnumerable<string> Parts(Projection projection)
    {
        var seen = projection.Targets.Sum(target => target.Seen);
        yield return Cost(projection) is { } cost
            ? Text.Of(CliMessages.PilotCost, seen, cost)
            : Text.Of(CliMessages.PilotNoCost, seen);
        if (Amounts.Between(projection.Time) is { } time)
            yield return Text.Of(CliMessages.PilotTime, time);
        if (projection.Time is { Pool: { } pool, Limit: var limit })
            yield return Text.Of(CliMessages.PilotLongest, limit is null ? pool : $"{pool} {limit}");
        if (projection is { Unpriced: > 0 and var unpriced, UsdHigh: not 0 })
            yield return Text.Of(CliMessages.PilotUnpriced, unpriced);
        if (Input(projection) is { } input)
            yield return input;
    }

    // Where tokens were estimated, the error of it is known now.
    private static string? Input(Projection projection)
    {
        var measured = projection.Targets
            .Where(target => target is { InputError: > 0, InputFactor: not null, Ahead: > 0 })
            .ToList();
        if (measured.Count == 0)
            return null;
        var factors = measured.Count <= MostTargets
            ? string.Join(", ", measured.Select(target => Text.Of("{0} {1:0.00}", target.Target, target.InputFactor)))
            : Text.Of(
                CliMessages.PilotFactors,
                measured.Min(target => target.InputFactor),
                measured.Max(target => target.InputFactor),
                measured.Count);
        return Text.Of(CliMessages.PilotInput, factors, 100 * measured.Max(target => target.InputError));
    }

    private static string Budget(Projection projection) => projection.Budget is { } end
        ? " " + Text.Of(CliMessages.PilotBudget, Amounts.Usd(end.Usd), end.Trials, end.Of)
        : "";
}
