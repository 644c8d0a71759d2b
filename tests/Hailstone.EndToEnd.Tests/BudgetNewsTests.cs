using System.Net;
using Hailstone.Catalogue;
using Hailstone.Cli.Screen;
using Hailstone.Cli.Session;
using Hailstone.Ledger;
using Hailstone.Planning;
using Hailstone.Running;
using Hailstone.Suites;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Hailstone.EndToEnd.Tests;

/// <summary>What is told of budgets while a run goes on: to whom, and how much of it.</summary>
public sealed class BudgetNewsTests
{
    private static readonly string[] Models = ["gpt-4.1", "gpt-4.1-mini"];
    private static readonly BudgetNotice Notice = new(null, new Uri("http://127.0.0.1:1/hook"));

    [Fact]
    public async Task A_webhook_hears_of_a_hundred_targets_and_of_the_run_and_the_log_counts_the_rest()
    {
        using var wire = new Wire();
        using var http = new HttpMessageInvoker(wire, disposeHandler: false);
        var log = new Lines();
        var watcher = new Nobody();
        var alarm = new BudgetAlarm(watcher, Notice, "r1", PlanOfTwo(), http, TimeProvider.System, log);

        for (var index = 0; index < 150; index++)
            alarm.Warned(new BudgetWarning(0.5m, 1, 2) { Target = $"t{index}" });
        alarm.Warned(new BudgetWarning(0.5m, 1, 2));
        alarm.Kept(new RunEnded { At = DateTimeOffset.UnixEpoch, Because = EndReason.Budget });
        await alarm.AllToldAsync();

        Assert.Equal(151, watcher.Warned);
        Assert.Equal(102, wire.Bodies.Count);
        Assert.Equal(100, wire.Bodies.Count(body => body.Contains("\"target\":", StringComparison.Ordinal)));
        Assert.Contains("budget_spent", wire.Bodies[^1], StringComparison.Ordinal);
        Assert.EndsWith("50", Assert.Single(log.Written), StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_says_which_target_is_near_the_end_of_its_money_and_how_many_have_none_left()
    {
        var plan = PlanOfTwo();
        var pulse = new RunPulse(plan, new ItemTokens(plan.Items));
        pulse.Set(new BudgetWarning(0.8m, 0.8m, 1) { Target = "gpt-4.1" });
        pulse.Set(new RunStatus
        {
            Elapsed = TimeSpan.Zero,
            Silent = TimeSpan.Zero,
            Stopping = false,
            Waits = [],
            Targets =
            [
                new TargetStatus("gpt-4.1", 10, 5, 1, null),
                new TargetStatus("gpt-4.1-mini", 10, 5, 0, "spent") { OutOfMoney = true },
            ],
        });

        var screen = string.Join('\n', pulse.Lines(200));

        Assert.Contains("1 of 2 targets have spent their budget", pulse.Line(), StringComparison.Ordinal);
        Assert.Contains("80 % of its budget spent", screen, StringComparison.Ordinal);
        Assert.Contains("its budget is spent", screen, StringComparison.Ordinal);
    }

    private static Plan PlanOfTwo()
    {
        var place = new Place("suite.yaml");
        var suite = new Suite
        {
            Name = "two",
            Path = "suite.yaml",
            Hash = "00",
            Targets =
            [
                .. Models.Select(model => new Target
                {
                    Id = model, Model = model, Group = "all", Parameters = new Parameters(), Place = place,
                }),
            ],
            Providers = new Dictionary<string, ProviderSettings>(),
            Items = [new Item { Id = "q", Prompt = "p", Place = place, Expectations = [new Expectation.None()] }],
            Scorers = [new ScorerSpec.Exact { Weight = 1, Place = place }],
        };
        var options = new PlanOptions { Today = new DateOnly(2026, 11, 22) };
        return Assert.IsType<PlanResult.Valid>(Planner.Make(suite, ModelCatalogue.Embedded(), options)).Plan;
    }

    private sealed class Wire : HttpMessageHandler
    {
        public List<string> Bodies { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Bodies.Add(await request.Content!.ReadAsStringAsync(cancellationToken));
            return new HttpResponseMessage(HttpStatusCode.NoContent);
        }
    }

    private sealed class Nobody : IRunWatcher
    {
        public int Warned { get; private set; }

        public void Kept(Fact fact)
        {
        }

        public void Moved(RunStatus status)
        {
        }

        void IRunWatcher.Warned(BudgetWarning warning) => Warned++;
    }

    private sealed class Lines : ILogger
    {
        public List<string> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) => Written.Add(formatter(state, exception));
    }
}
