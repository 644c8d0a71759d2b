using System.CommandLine;
using Hailstone.Cli.Screen;
using Hailstone.Cli.Session;
using Hailstone.Ledger;
using Hailstone.Reports.Comparing;
using Hailstone.Statistics;

namespace Hailstone.Cli.Commands;

/// <summary><c>hailstone compare RUN [RUN]</c>.</summary>
internal static class CompareCommand
{
    private const string Best = "best";

    public static Command Make()
    {
        var runs = new Argument<string[]>("RUN")
        {
            Description = CliMessages.ArgumentRuns,
            Arity = new ArgumentArity(0, 2),
        };
        var test = new Option<string>("--test")
        {
            Description = CliMessages.OptionTest,
            DefaultValueFactory = _ => Best,
        }.OneOf(Best, PairedTest.SignFlip, PairedTest.Wilcoxon);
        var format = SharedOptions.Format("text", "json");
        var command = new Command("compare", CliMessages.CommandCompare)
        {
            runs, SharedOptions.Last, SharedOptions.Target, test, SharedOptions.Ledger,
            format, SharedOptions.Output, SharedOptions.Json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var ledger = await RunChoice.OpenAsync(parsed.GetValue(SharedOptions.Ledger)!);
            if (ledger is null || await RunsAsync(ledger, parsed.GetValue(runs)!, cancellation) is not { } read)
                return Problems.ExitCode;
            var targets = parsed.GetValue(SharedOptions.Target) ?? [];
            var wished = parsed.GetValue(test) is not Best and { } name ? name : null;
            var comparison = read is [var a, var b]
                ? Comparer.Across(a, b, targets, wished)
                : Comparer.Within(read[0], targets, wished);
            if (Problem(read, targets, comparison) is { } problem)
                return Problems.Write(problem);
            var json = parsed.GetValue(SharedOptions.Json);
            var asJson = json == "-" || parsed.GetValue(format) == "json";
            Write(comparison, asJson, parsed.GetValue(SharedOptions.Output));
            if (json is not (null or "-"))
                Write(comparison, asJson: true, json);
            return 0;
        });
        return command;
    }

    private static async Task<List<ComparedRun>?> RunsAsync(
        ILedger ledger, string[] named, CancellationToken cancellation)
    {
        if (named is [var one, var other] && one == other)
        {
            Problems.Write(Text.Of(CliMessages.SameRunTwice, one));
            return null;
        }

        if (await RunChoice.OfAsync(ledger, named is [] ? new string?[] { null } : named) is not { } runs)
            return null;
        var read = new List<ComparedRun>();
        foreach (var run in runs)
            read.Add(await ComparedRun.ReadAsync(ledger.ReadAsync(run, cancellation), cancellation));
        return read;
    }

    private static string? Problem(List<ComparedRun> runs, string[] targets, Comparison comparison)
    {
        var known = runs.SelectMany(run => run.Report.Targets).Select(target => target.Target).Distinct().ToList();
        if (targets.Except(known).ToList() is [var unknown, ..])
            return Text.Of(CliMessages.NoSuchTarget, unknown, string.Join(", ", known));
        if (comparison.Pairs.Count > 0)
            return null;
        return runs.Count > 1 ? CliMessages.NothingInBoth : CliMessages.NothingToCompare;
    }

    private static void Write(Comparison comparison, bool asJson, string? file)
    {
        using var stream = file is null ? Console.OpenStandardOutput() : OwnFile.Open(file, FileMode.Create);
        if (asJson)
        {
            JsonComparison.Write(comparison, stream);
            return;
        }

        using var writer = new StreamWriter(stream);
        TextComparison.Write(comparison, writer, Ending.Width());
    }
}
