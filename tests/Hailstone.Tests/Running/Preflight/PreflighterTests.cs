using Hailstone.Catalogue;
using Hailstone.Ledger;
using Hailstone.Planning;
using Hailstone.Providers;
using Hailstone.Running;
using Hailstone.Running.Preflight;
using Hailstone.Suites;
using Hailstone.Tests.Simulation;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Hailstone.Tests.Running.Preflight;

/// <summary>The shell around a preflight keeps before it sends, and the run begins where it ended.</summary>
public sealed class PreflighterTests : IAsyncDisposable
{
    /// <summary>A guard against a test that hangs; nothing here waits for it.</summary>
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(1);

    private readonly FallibleLedger _ledger = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    [Fact]
    public async Task Nothing_is_sent_before_its_start_is_kept_and_every_call_is_settled()
    {
        var early = 0;
        var calls = 0;
        var result = await RunAsync(Plans.Of(12, "gpt-6-luna", "gpt-4.1-mini"), (_, _) =>
        {
            if (_ledger.Facts.OfType<AttemptStarted>().Count() < Interlocked.Increment(ref calls))
                Interlocked.Increment(ref early);
            return Task.FromResult(Replies.Answer().Exchange);
        });

        Assert.Equal((2, 0), (calls, early));
        Assert.All(_ledger.Facts.OfType<AttemptStarted>(), start => Assert.Equal(Purpose.Preflight, start.Purpose));
        Assert.All(_ledger.Facts.OfType<AttemptEnded>(), end => Assert.Equal(CostStatus.Reported, end.CostStatus));
        Assert.Equal(_ledger.Facts, result.Facts);
    }

    [Fact]
    public async Task A_budget_that_no_call_fits_into_is_not_touched()
    {
        var plan = Plans.Of(1, new BudgetSettings(0.000001m, []), null, "gpt-4.1-mini");

        var result = await RunAsync(plan, (_, _) => throw new InvalidOperationException("asked"));

        Assert.Equal(0, result.Calls);
        Assert.Equal((false, null), (Assert.Single(result.Findings).Answered, result.Findings[0].Refused));
    }

    [Fact]
    public async Task A_target_whose_own_budget_a_call_does_not_fit_into_is_left_out_and_the_next_finds_out()
    {
        var plan = Plans.Of(
            1,
            new BudgetSettings(null, []),
            Plans.Target("gpt-4.1-mini", 0.000001m),
            Plans.Target("gpt-4.1", 0.000001m),
            Plans.Target("gpt-6-luna", 1));

        var result = await RunAsync(plan, (_, _) => Task.FromResult(Replies.Answer().Exchange));

        Assert.Equal([false, false, true], result.Findings.Select(finding => finding.Answered));
        Assert.Empty(result.Refused);
    }

    [Fact]
    public async Task What_a_preflight_took_of_a_targets_budget_is_gone_and_warned_of()
    {
        var calls = 0;
        var priced = Plans.Of(1, "gpt-6-luna");
        var probe = Pricing.Worst(priced.Targets[0], Probe.ItemOf(priced), null)!.Value;
        var trial = Pricing.Worst(priced.Targets[0], priced.Items[0], null)!.Value;
        var plan = Plans.Of(
            12, new BudgetSettings(null, [0.001m]), Plans.Target("gpt-6-luna", probe + (2.5m * trial)));
        Task<Exchange> CutAsync(Ask ask, CancellationToken cancellation)
        {
            Interlocked.Increment(ref calls);
            return Task.FromResult(Replies.Cut().Exchange);
        }

        var preflight = await RunAsync(plan, CutAsync);
        var watcher = new Watcher();
        using var runner = new Runner(Context(preflight.Plan, CutAsync) with { Watcher = watcher });
        var result = await runner.StartAsync(preflight, Cancelled, Cancelled).WaitAsync(Guard, Cancelled);

        // Of a stream that broke nobody knows the cost: the question of the preflight and two trials are the most.
        Assert.Equal((EndReason.Budget, 3), (result.Because, calls));
        var warning = Assert.Single(watcher.Warnings);
        Assert.Equal(("gpt-6-luna", probe), (warning.Target, warning.SpentUsd));
        Assert.True(Assert.Single(_ledger.Facts.OfType<TargetStopped>()).OutOfMoney);
    }

    private sealed class Watcher : IRunWatcher
    {
        public List<BudgetWarning> Warnings { get; } = [];

        public void Kept(Fact fact)
        {
        }

        public void Moved(RunStatus status)
        {
        }

        public void Warned(BudgetWarning warning) => Warnings.Add(warning);
    }

    [Fact]
    public async Task A_target_that_has_answered_is_asked_several_questions_at_once_from_the_start()
    {
        var plan = Plans.Of(12, "gpt-6-luna");
        var together = new TaskCompletionSource();
        var trials = 0;
        Task<Exchange> AnswerAsync(Ask ask, CancellationToken cancellation) =>
            plan.Items.Any(item => item.Prompt == ask.Prompt)
                ? TogetherAsync()
                : Task.FromResult(Replies.Answer().Exchange);
        async Task<Exchange> TogetherAsync()
        {
            if (Interlocked.Increment(ref trials) == 2)
                together.SetResult();
            await together.Task;
            return Replies.Answer().Exchange;
        }

        var preflight = await RunAsync(plan, AnswerAsync);
        using var runner = new Runner(Context(preflight.Plan, AnswerAsync));
        var result = await runner.StartAsync(preflight, Cancelled, Cancelled).WaitAsync(Guard, Cancelled);

        Assert.Equal((EndReason.Complete, 12), (result.Because, trials));
        Assert.Equal(
            Enumerable.Range(1, 13), _ledger.Facts.OfType<AttemptStarted>().Select(start => start.Attempt).Order());
    }

    private Task<PreflightResult> RunAsync(Plan plan, Func<Ask, CancellationToken, Task<Exchange>> answer)
    {
        var first = FirstFact.Of(
            plan, "20261122-120000-hello", "1", new RunOptions(), new DateOnly(2026, 11, 22),
            DateTimeOffset.UnixEpoch);
        return new Preflighter(Context(plan, answer), ModelCatalogue.Embedded())
            .RunAsync(first, Cancelled).WaitAsync(Guard, Cancelled);
    }

    private RunContext Context(Plan plan, Func<Ask, CancellationToken, Task<Exchange>> answer) => new()
    {
        Run = "20261122-120000-hello",
        Plan = plan,
        Settings = new RunSettings(),
        Ledger = _ledger,
        Providers = _ => new ScriptedProvider(answer),
        Time = TimeProvider.System,
        Log = NullLogger.Instance,
    };
}
