using System.CommandLine;
using Hailstone.Cli.Screen;
using Hailstone.Cli.Session;

namespace Hailstone.Cli.Commands;

/// <summary><c>hailstone check SUITE</c>: all that can be checked without a call, and with one each.</summary>
internal static class CheckCommand
{
    private const int RefusedExitCode = 4;

    private static readonly Option<bool> Online = new("--online") { Description = CliMessages.OptionOnline };

    public static Command Make()
    {
        var command = new Command("check", CliMessages.CommandCheck) { SharedOptions.Suite };
        foreach (var option in SuiteInput.Options.Concat([Online, SharedOptions.BaseUrl, SharedOptions.AllowHost]))
            command.Options.Add(option);
        command.SetAction((parsed, _) => CheckAsync(parsed));
        return command;
    }

    private static async Task<int> CheckAsync(ParseResult parsed)
    {
        var options = SuiteInput.OptionsOf(parsed);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        if (SuiteInput.Read(parsed.GetValue(SharedOptions.Suite)!, options, TimeProvider.System) is not { } plan)
            return Problems.ExitCode;
        if (Simulation.Book(plan.Suite).Problems is { Count: > 0 } wrong)
            return Problems.Write(wrong);
        foreach (var warning in plan.Targets.SelectMany(target => target.Warnings))
            Problems.Write(CliMessages.Warning, warning);
        var refused = plan.Targets.Where(target => target.Refused is not null).ToList();
        foreach (var target in refused)
            Problems.Write(CliMessages.Refused, target.Refused!);
        foreach (var line in Outlook.Of(plan, today))
            await Console.Out.WriteLineAsync(line);
        if (parsed.GetValue(Online))
        {
            if (SuiteInput.BaseUrls(parsed) is not { } baseUrls)
                return Problems.ExitCode;
            return await new RunSession(
                RunRequest.OfCheck(parsed, baseUrls), plan, options, TimeProvider.System).CheckAsync();
        }

        return refused.Count > 0 ? RefusedExitCode : 0;
    }
}
