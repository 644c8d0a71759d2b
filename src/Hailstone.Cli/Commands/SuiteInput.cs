using System.CommandLine;
using Hailstone.Cli.Screen;
using Hailstone.Cli.Session;
using Hailstone.Ledger;
using Hailstone.Planning;
using Hailstone.Suites;

namespace Hailstone.Cli.Commands;

/// <summary>From the words of the command line to a plan; all that is wrong is said at once.</summary>
internal static class SuiteInput
{
    /// <summary>The options that change what is run.</summary>
    public static IReadOnlyList<Option> Options { get; } =
    [
        SharedOptions.Simulate, SharedOptions.Target, SharedOptions.Group, SharedOptions.Limit, SharedOptions.Repeats,
        SharedOptions.Budget, SharedOptions.TargetBudget, SharedOptions.AllowOutside,
    ];

    /// <summary>Reads those options.</summary>
    public static RunOptions OptionsOf(ParseResult parsed) => new()
    {
        Simulated = parsed.GetValue(SharedOptions.Simulate),
        Targets = parsed.GetValue(SharedOptions.Target) ?? [],
        Groups = parsed.GetValue(SharedOptions.Group) ?? [],
        Limit = parsed.GetValue(SharedOptions.Limit),
        Repeats = parsed.GetValue(SharedOptions.Repeats),
        BudgetUsd = parsed.GetValue(SharedOptions.Budget),
        TargetBudgetUsd = parsed.GetValue(SharedOptions.TargetBudget),
        AllowOutside = parsed.GetValue(SharedOptions.AllowOutside),
    };

    /// <summary>Reads a suite and makes its plan.</summary>
    /// <returns>The plan, or null where problems were written.</returns>
    public static Plan? Read(string path, RunOptions options, TimeProvider time)
    {
        var suite = SuiteFile.Read(path, new SuiteOptions
        {
            AllowOutside = options.AllowOutside,
            Targets = options.Targets,
            Groups = options.Groups,
            Repeats = options.Repeats,
            BudgetUsd = options.BudgetUsd,
            TargetBudgetUsd = options.TargetBudgetUsd,
            Policy = PolicySettings.KindOf(options.Policy),
        });
        if (suite is SuiteResult.Invalid wrong)
        {
            Problems.Write(wrong.Problems);
            return null;
        }

        if (OwnCatalogue.Read(time) is not { } catalogue)
            return null;
        var made = Planner.Make(((SuiteResult.Valid)suite).Suite, catalogue, new PlanOptions
        {
            Limit = options.Limit,
            Simulated = options.Simulated,
            Today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime),
        });
        if (made is PlanResult.Invalid impossible)
        {
            Problems.Write(impossible.Problems);
            return null;
        }

        return ((PlanResult.Valid)made).Plan;
    }

    /// <summary>Reads <c>--base-url PROVIDER=URL</c>.</summary>
    /// <returns>The URLs by provider, or null where a problem was written.</returns>
    public static IReadOnlyDictionary<string, Uri>? BaseUrls(ParseResult parsed)
    {
        var urls = new Dictionary<string, Uri>();
        var wrong = false;
        foreach (var text in parsed.GetValue(SharedOptions.BaseUrl) ?? [])
        {
            var parts = text.Split('=', 2);
            if (parts.Length == 2 && parts[0].Length > 0 && Endpoints.Address(parts[1]) is { } url)
            {
                urls[parts[0]] = url;
            }
            else
            {
                Problems.Write(Text.Of(CliMessages.BadBaseUrl, text));
                wrong = true;
            }
        }

        return wrong ? null : urls;
    }
}
