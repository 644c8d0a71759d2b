using Hailstone.Ledger;
using Hailstone.Planning;
using Hailstone.Providers;
using Hailstone.Running;
using Hailstone.Suites;
using Hailstone.Tests.Simulation;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Hailstone.Tests.Running;

/// <summary>The shell around the machine: it keeps before it sends, and every way out of it is clean.</summary>
public sealed class RunnerTests : IAsyncDisposable
{
    private const string Run = "20261122-120000-hello";

    /// <summary>A guard against a test that hangs; nothing here waits for it.</summary>
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private readonly FallibleLedger _ledger = new();
    // A server without a quota: to find out about one would take the real time that it takes.
    private readonly Plan _plan = Plans.OfLab(12, new QuotaSettings { Unlimited = true });

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    [Fact]
    public async Task Nothing_is_sent_before_its_start_is_kept()
    {
        var calls = 0;
        var early = 0;
        var result = await StartAsync((_, _) =>
        {
            if (_ledger.Facts.OfType<AttemptStarted>().Count() < Interlocked.Increment(ref calls))
                Interlocked.Increment(ref early);
            return Task.FromResult(Replies.Answer().Exchange);
        });

        Assert.Equal((EndReason.Complete, 12, 0), (result.Because, calls, early));
    }

    [Fact]
    public async Task A_ledger_that_fails_at_any_write_ends_the_run_which_can_be_resumed()
    {
        for (var writes = 0; ; writes++)
        {
            _ledger.Clear();
            _ledger.WritesLeft = writes;
            var dropped = false;
            var result = await StartAsync((_, cancellation) =>
            {
                cancellation.Register(() => dropped = true);
                return Task.FromResult(Replies.Answer().Exchange);
            });
            if (result.Because == EndReason.Complete)
                break;

            Assert.Equal((EndReason.Ledger, "full"), (result.Because, result.Problem));
            Assert.True(dropped || writes < 2);
            _ledger.WritesLeft = int.MaxValue;
            if (_ledger.Facts.Count == 0)
                continue;
            using var runner = new Runner(Context((_, _) => Task.FromResult(Replies.Answer().Exchange)));
            var before = _ledger.Facts.ToList();
            var resumed = await runner.ResumeAsync(before.ToAsyncEnumerable(), "1", Cancelled, Cancelled)
                .WaitAsync(Guard, Cancelled);
            Assert.Equal(EndReason.Complete, resumed.Because);
            Assert.Equal(
                Enumerable.Range(0, 12), _ledger.Facts.OfType<TrialEnded>().Select(trial => trial.Trial).Order());
        }
    }

    [Fact]
    public async Task To_drop_what_is_out_stops_the_run_too()
    {
        using var drop = new CancellationTokenSource();
        var calls = 0;
        var result = await StartAsync(
            async (_, cancellation) =>
            {
                calls++;
                await drop.CancelAsync();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
                throw new InvalidOperationException("unreachable");
            },
            drop: drop);

        Assert.Equal((EndReason.Interrupted, 1), (result.Because, calls));
        Assert.Equal("dropped", Assert.Single(_ledger.Facts.OfType<AttemptEnded>()).Failure);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_provider_that_throws_ends_the_run_with_what_it_threw(bool cancels)
    {
        var thrown = cancels ? new OperationCanceledException() : new InvalidOperationException() as Exception;

        var seen = await Assert.ThrowsAnyAsync<Exception>(
            () => StartAsync((_, _) => Task.FromException<Exchange>(thrown)));

        Assert.IsAssignableFrom(thrown.GetType(), seen);
        Assert.IsNotType<TimeoutException>(seen);
    }

    [Fact]
    public async Task A_deadline_in_two_months_is_no_trouble()
    {
        var result = await StartAsync(
            (_, _) => Task.FromResult(Replies.Answer().Exchange),
            settings: new RunSettings { Deadline = TimeSpan.FromDays(60) });

        Assert.Equal(EndReason.Complete, result.Because);
    }

    private async Task<RunResult> StartAsync(
        Func<Ask, CancellationToken, Task<Exchange>> answer,
        RunSettings? settings = null,
        CancellationTokenSource? drop = null)
    {
        using var runner = new Runner(Context(answer, settings));
        var started = FirstFact.Of(
            _plan, Run, "1", new RunOptions(), new DateOnly(2026, 11, 22), DateTimeOffset.UnixEpoch);
        return await runner.StartAsync(started, default, drop?.Token ?? default).WaitAsync(Guard, Cancelled);
    }

    private RunContext Context(Func<Ask, CancellationToken, Task<Exchange>> answer, RunSettings? settings = null) =>
        new()
        {
            Run = Run,
            Plan = _plan,
            Settings = settings ?? new RunSettings(),
            Ledger = _ledger,
            Providers = _ => new ScriptedProvider(answer),
            Time = TimeProvider.System,
            Log = NullLogger.Instance,
        };
}
