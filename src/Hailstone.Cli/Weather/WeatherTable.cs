using System.Globalization;
using Hailstone.Cli.Screen;

namespace Hailstone.Cli.Weather;

/// <summary>Writes the measures for a person: a line for each policy in each weather, and what they come to.</summary>
internal static class WeatherTable
{
    public static void Write(TextWriter output, int trials, int seed, IReadOnlyList<Measure> measures)
    {
        output.WriteLine(Text.Of(CliMessages.WeatherHead, trials, seed));
        output.WriteLine();
        var table = new Columns(
            CliMessages.WeatherColumn,
            CliMessages.PolicyColumn,
            "#" + CliMessages.FailedColumn,
            "#" + CliMessages.OverBoundColumn,
            "#" + CliMessages.QuotaColumn,
            "#" + CliMessages.WastedColumn,
            "#" + CliMessages.ElapsedColumn);
        var last = "";
        foreach (var measure in measures)
        {
            table.Add(
                measure.Scenario == last ? "" : TitleOf(measure.Scenario),
                measure.Policy,
                Percent(measure.FailedShare),
                Number(measure.OverBound, "0.00"),
                Percent(measure.QuotaUsed),
                Text.Of(CliMessages.WastedCell, measure.Refused, measure.Broken),
                Number(measure.Elapsed.TotalSeconds, "0"));
            last = measure.Scenario;
        }

        table.Write(output);
        output.WriteLine();
        output.WriteLine(CliMessages.WeatherLegend);
        output.WriteLine(Text.Of(
            CliMessages.WeatherMeaning,
            Percent(ShareOf(measures, "none")),
            Percent(ShareOf(measures, "fixed")),
            Percent(ShareOf(measures, "adaptive"))));
    }

    private static double ShareOf(IReadOnlyList<Measure> measures, string policy) =>
        measures.Where(measure => measure.Policy == policy).Average(measure => measure.FailedShare);

    private static string TitleOf(string scenario) => scenario switch
    {
        "clear" => CliMessages.WeatherClear,
        "tight" => CliMessages.WeatherTight,
        "storm" => CliMessages.WeatherStorm,
        "outage" => CliMessages.WeatherOutage,
        "shared" => CliMessages.WeatherShared,
        "unknown" => CliMessages.WeatherUnknown,
        _ => throw new ArgumentOutOfRangeException(nameof(scenario), scenario, null),
    };

    private static string Percent(double share) => Number(100 * share, "0.0");

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
