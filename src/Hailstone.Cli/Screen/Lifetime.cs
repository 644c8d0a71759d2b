using System.Globalization;
using Hailstone.Catalogue;

namespace Hailstone.Cli.Screen;

/// <summary>Says how long a model lives.</summary>
internal static class Lifetime
{
    /// <summary>Whether it lives on a day, and until when.</summary>
    public static string Of(ModelFact model, DateOnly today) => model switch
    {
        _ when model.IsRetiredOn(today) => model.Retires is { } day
            ? Text.Of(
                model.RetirementKind == RetirementKind.Observed ? CliMessages.LifeGoneBy : CliMessages.LifeRetiredOn,
                Day(day))
            : CliMessages.LifeRetired,
        { RetirementKind: RetirementKind.Fixed, Retires: { } day } =>
            Text.Of(CliMessages.LifeRetires, day.DayNumber - today.DayNumber, Day(day)),
        // A floor that has passed is no promise any more, and no end either.
        { RetirementKind: RetirementKind.Floor, Retires: { } day } when day > today =>
            Text.Of(CliMessages.LifeFloor, Day(day)),
        _ => CliMessages.LifeActive,
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
