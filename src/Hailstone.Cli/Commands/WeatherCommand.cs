using System.CommandLine;
using Hailstone.Cli.Session;
using Hailstone.Cli.Weather;

namespace Hailstone.Cli.Commands;

/// <summary><c>hailstone weather</c>: the policies in the same simulated weather, on virtual time.</summary>
internal static class WeatherCommand
{
    private const int UsualTrials = 300;
    private const int MostTrials = 10_000;

    private static readonly Option<string[]> Scenario =
        new Option<string[]>("--scenario") { Description = CliMessages.OptionScenario, HelpName = "NAME" }
            .OneOf([.. Scenarios.All.Select(scenario => scenario.Name)]);

    private static readonly Option<int?> Seed = new("--seed")
    {
        Description = CliMessages.OptionSeed,
        HelpName = "N",
        DefaultValueFactory = _ => 1,
        CustomParser = Values.Whole(0, int.MaxValue),
    };

    private static readonly Option<int?> Trials = new("--trials")
    {
        Description = CliMessages.OptionTrials,
        HelpName = "N",
        DefaultValueFactory = _ => UsualTrials,
        CustomParser = Values.Whole(1, MostTrials),
    };

    private static readonly Option<string?> Json =
        new("--json") { Description = CliMessages.OptionWeatherJson, HelpName = "FILE" };

    public static Command Make()
    {
        var command = new Command("weather", CliMessages.CommandWeather) { Scenario, Seed, Trials, Json };
        command.SetAction(Compare);
        return command;
    }

    private static int Compare(ParseResult parsed)
    {
        var (trials, seed) = (parsed.GetValue(Trials)!.Value, parsed.GetValue(Seed)!.Value);
        var named = parsed.GetValue(Scenario) ?? [];
        var chosen = Scenarios.All.Where(scenario => named.Length == 0 || named.Contains(scenario.Name));
        // What cannot be written is better known before the work than after it.
        using var output = parsed.GetValue(Json) switch
        {
            null => null,
            "-" => Console.OpenStandardOutput(),
            var file => (Stream)OwnFile.Open(file, FileMode.Create),
        };
        var forecast = new Forecast(trials, seed);
        var measures = chosen.SelectMany(forecast.Of).ToList();
        if (output is not null)
            WeatherJson.Write(output, trials, seed, measures);
        if (parsed.GetValue(Json) != "-")
            WeatherTable.Write(Console.Out, trials, seed, measures);
        return 0;
    }
}
