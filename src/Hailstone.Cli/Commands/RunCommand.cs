using System.CommandLine;
using Hailstone.Cli.Screen;
using Hailstone.Cli.Session;

namespace Hailstone.Cli.Commands;

/// <summary><c>hailstone run SUITE</c>.</summary>
internal static class RunCommand
{
    public static Command Make()
    {
        var command = new Command("run", CliMessages.CommandRun) { SharedOptions.Suite };
        foreach (var option in SuiteInput.Options.Concat(RunRequest.Options).Append(SharedOptions.MonthlyBudget))
            command.Options.Add(option);
        command.SetAction((parsed, _) => RunAsync(parsed));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed)
    {
        var options = SuiteInput.OptionsOf(parsed) with
        {
            InFlight = parsed.GetValue(SharedOptions.InFlight),
            Policy = parsed.GetValue(SharedOptions.Policy),
        };
        if (SuiteInput.BaseUrls(parsed) is not { } baseUrls
            || SuiteInput.Read(parsed.GetValue(SharedOptions.Suite)!, options, TimeProvider.System) is not { } plan)
        {
            return Problems.ExitCode;
        }

        if (parsed.GetValue(SharedOptions.MonthlyBudget) is { } monthly)
        {
            var now = TimeProvider.System.GetUtcNow();
            var workspace = new Workspace(parsed.GetValue(SharedOptions.Ledger)!);
            (options, var code) = await MonthlyBudget.ApplyAsync(workspace, options, plan, monthly, now);
            if (code is { } ended)
                return ended;
            if (SuiteInput.Read(parsed.GetValue(SharedOptions.Suite)!, options, TimeProvider.System) is not { } again)
                return Problems.ExitCode;
            plan = again;
        }

        var answers = Simulation.AnswersOf(plan.Suite);
        options = options with { SimulatedAnswers = options.Simulated && File.Exists(answers) };
        return await new RunSession(RunRequest.Of(parsed, baseUrls), plan, options, TimeProvider.System).StartAsync();
    }
}
