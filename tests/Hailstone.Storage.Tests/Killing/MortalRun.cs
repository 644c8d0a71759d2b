using System.Globalization;
using Hailstone.Catalogue;
using Hailstone.Ledger;
using Hailstone.Planning;
using Hailstone.Providers;
using Hailstone.Running;
using Hailstone.Suites;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hailstone.Storage.Tests.Killing;

/// <summary>One process of a run that may be killed: it begins the run, or goes on with it.</summary>
internal static class MortalRun
{
    /// <summary>The run's id.</summary>
    public const string Run = "r1";

    /// <summary>Runs to an end, or to the point where the process dies.</summary>
    /// <param name="place">The ledger.</param>
    /// <param name="words">The provider's address, how many items there are, and the point.</param>
    /// <returns>0 where every trial ended.</returns>
    public static async Task<int> GoAsync(string place, string[] words)
    {
        var (url, items, point) = (
            new Uri(words[0]), int.Parse(words[1], CultureInfo.InvariantCulture), KillPoint.Parse(words[2]));
        await using var ledger = await ChildProcess.OpenAsync(place, Path.GetTempPath(), CancellationToken.None);
        await using var held = await ledger.HoldAsync(Run, CancellationToken.None);
        var isNew = !await ledger.OutlineAsync(Run, CancellationToken.None).AnyAsync();
        var plan = PlanOf(items);
        using var http = ProviderHttp.Create();
        var provider = new DeadlyProvider(new ChatProvider(http, url, "k", TimeProvider.System), point);
        using var runner = new Runner(new RunContext
        {
            Run = Run,
            Plan = plan,
            Settings = new RunSettings { InFlight = 3 },
            Ledger = new DeadlyLedger(ledger, point),
            Providers = _ => provider,
            Time = TimeProvider.System,
            Log = NullLogger.Instance,
        });
        var result = isNew
            ? await runner.StartAsync(FirstOf(plan), CancellationToken.None, CancellationToken.None)
            : await runner.ResumeAsync(
                ledger.ReadAsync(Run, CancellationToken.None), "1", CancellationToken.None, CancellationToken.None);
        return result.Because == EndReason.Complete ? 0 : 1;
    }

    /// <summary>The plan: different questions to one model that has a price.</summary>
    /// <param name="items">How many questions.</param>
    public static Plan PlanOf(int items)
    {
        var place = new Place("suite.yaml", 1, 1);
        var suite = new Suite
        {
            Name = "mortal",
            Path = "/suite.yaml",
            Hash = "00",
            Targets = [new Target
            {
                Id = "a",
                Model = "gpt-4.1-mini",
                Group = "all",
                Parameters = new Parameters { MaxOutputTokens = 100 },
                Place = place,
            }],
            Providers = new Dictionary<string, ProviderSettings>(),
            Items = [.. Enumerable.Range(0, items).Select(index => new Item
            {
                Id = $"i{index}",
                Prompt = $"How many are there in box {index}?",
                Place = place,
                Expectations = [new Expectation.Texts(["42"])],
            })],
            Scorers = [new ScorerSpec.Exact { Weight = 1, Place = place }],
            Seed = 42,
        };
        var made = Planner.Make(
            suite, ModelCatalogue.Embedded(), new PlanOptions { Today = new DateOnly(2026, 11, 22) });
        return ((PlanResult.Valid)made).Plan;
    }

    private static RunStarted FirstOf(Plan plan) => FirstFact.Of(
        plan, Run, "1", new RunOptions(), new DateOnly(2026, 11, 22), TimeProvider.System.GetUtcNow());
}
