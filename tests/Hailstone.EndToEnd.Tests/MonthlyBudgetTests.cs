using System.Text.Json;
using Hailstone.Cli.Session;
using Hailstone.Ledger;
using Hailstone.Planning;
using Hailstone.Suites;
using Xunit;

namespace Hailstone.EndToEnd.Tests;

/// <summary>What a month's budget leaves a run, by the facts of all runs in the ledger.</summary>
public sealed class MonthlyBudgetTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 12, 3, 10, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset LastMonth = Now.AddDays(-5);

    private static readonly string[] Providers = ["openai", "anthropic"];

    private readonly Cli _cli = new();
    private int _runs;

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task All_providers_of_this_month_count_and_other_months_do_not()
    {
        await KeepAsync(new RunOptions(), Call(1, 0, LastMonth, 30m), Call(2, 1, LastMonth, 30m));
        await KeepAsync(new RunOptions(), Call(1, 0, Now, 1m), Call(2, 1, Now, 2m));
        await KeepAsync(new RunOptions(), Call(1, 1, LastMonth, 30m), Call(2, 1, Now, 0.5m));

        Assert.Equal((6.5m, null), await LeftAsync(10));
        Assert.Equal((null, 5), await LeftAsync(3.5m));
        Assert.Equal((0.000001m, null), await LeftAsync(3.500001m));
    }

    [Fact]
    public async Task What_was_simulated_or_made_elsewhere_counts_for_nothing()
    {
        await KeepAsync(new RunOptions { Simulated = true }, Call(1, 0, Now, 3m));
        await KeepAsync(new RunOptions { Imported = true }, Call(1, 0, Now, 3m));

        Assert.Equal((10m, null), await LeftAsync(10));
    }

    [Fact]
    public async Task What_nobody_knows_the_cost_of_counts_at_its_most_and_so_does_what_is_out()
    {
        var unknown = Call(1, 0, Now, null, CostStatus.Unknown, "timeout", 0.1m);
        var broken = Call(2, 0, Now, 0.01m, CostStatus.Estimated, "incomplete", 0.2m);
        var refused = Call(3, 0, Now, 0m, CostStatus.NotBilled, "server_error", 0.4m);
        var isOut = Call(4, 0, Now, null, reservedUsd: 0.8m).Take(1);
        var ofLastMonth = Call(5, 0, LastMonth, null, reservedUsd: 1.6m).Take(1);
        await KeepAsync(new RunOptions(), unknown, broken, refused, isOut, ofLastMonth);

        Assert.Equal((10m - 0.1m - 0.2m - 0.8m, null), await LeftAsync(10));
    }

    [Theory]
    [InlineData(0.5, 0.5)]
    [InlineData(4.0, 3.0)]
    [InlineData(null, 3.0)]
    public async Task The_smaller_of_the_runs_own_budget_and_what_is_left_holds(double? own, double holds)
    {
        await KeepAsync(new RunOptions(), Call(1, 0, Now, 7m));
        var ownUsd = (decimal?)own;

        var (usd, code) = await LeftAsync(10, ownUsd);

        Assert.Equal(((decimal)holds, (int?)null), (usd ?? ownUsd, code));
    }

    private static IEnumerable<Fact> Call(
        int attempt,
        int target,
        DateTimeOffset at,
        decimal? usd,
        CostStatus status = CostStatus.Reported,
        string? failure = null,
        decimal? reservedUsd = 9m) =>
    [
        new AttemptStarted
        {
            At = at, Attempt = attempt, Trial = target, Purpose = Purpose.Ask, ReservedUsd = reservedUsd,
        },
        new AttemptEnded
        {
            At = at, Attempt = attempt, Trial = target, CostUsd = usd, CostStatus = status, Failure = failure,
        },
    ];

    private Workspace Place() => new(Hailstone.Storage.LedgerAddress.Read(
        Path.Combine(_cli.Folder, "ledger.db"), out _)!);

    private async Task KeepAsync(RunOptions options, params IEnumerable<Fact>[] calls)
    {
        await using var ledger = await Place().OpenAsync();
        var run = $"r{++_runs}";
        var nothing = JsonSerializer.SerializeToElement(new Dictionary<string, string>());
        var started = new RunStarted
        {
            At = LastMonth,
            Run = run,
            Version = "0.1.0",
            Suite = "suite",
            SuiteHash = "00",
            SuitePath = "suite.yaml",
            Plan = "00",
            Options = options,
            Items = [new ItemFact("q", null, null)],
            Targets =
            [
                .. Providers.Select(provider => new TargetFact
                {
                    Id = provider, Model = provider, WireId = provider, Group = "all", Provider = provider,
                    Dialect = "chat", Asked = nothing, Sent = nothing,
                }),
            ],
            Repeats = 1,
            Seed = 0,
            PriceDate = new DateOnly(2026, 11, 1),
        };
        await ledger.AppendAsync(
            run, [started, .. calls.SelectMany(call => call)], [], TestContext.Current.CancellationToken);
    }

    private async Task<(decimal? Usd, int? Code)> LeftAsync(decimal monthlyUsd, decimal? ownUsd = null)
    {
        var place = new Place("suite.yaml");
        var plan = new Plan
        {
            Id = "00",
            Suite = new Suite
            {
                Name = "suite",
                Path = "suite.yaml",
                Hash = "00",
                Targets = [],
                Providers = new Dictionary<string, ProviderSettings>(),
                Items = [],
                Scorers = [new ScorerSpec.Exact { Weight = 1, Place = place }],
                Budget = ownUsd is null ? null : new BudgetSettings(ownUsd, []),
            },
            Targets = [],
            Items = [],
            Repeats = 1,
            Seed = 0,
        };
        var (options, code) = await MonthlyBudget.ApplyAsync(Place(), new RunOptions(), plan, monthlyUsd, Now);
        return (options.BudgetUsd, code);
    }
}
