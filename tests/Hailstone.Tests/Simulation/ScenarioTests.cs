using System.Globalization;
using Hailstone.Ledger;
using Hailstone.Pacing;
using Hailstone.Providers;
using Hailstone.Running;
using Hailstone.Scoring;
using Hailstone.Suites;
using Xunit;

namespace Hailstone.Tests.Simulation;

/// <summary>More of the scenarios that break other runners: each has the number of its row.</summary>
public sealed class ScenarioTests
{
    private const string Luna = "gpt-6-luna";

    [Fact]
    public void B13_A_question_that_ran_out_of_time_may_have_been_billed_and_the_budget_counts_it()
    {
        var world = new World(
            Plans.Of(30, new BudgetSettings(0.0006m, []), null, Luna),
            call => call.Nth == 1 ? TimedOut() : Replies.Answer()).Run();

        var timedOut = world.Facts.OfType<AttemptEnded>().Where(ended => ended.Failure == "timeout").ToList();
        Assert.NotEmpty(timedOut);
        Assert.All(timedOut, ended => Assert.Equal((CostStatus.Unknown, null), (ended.CostStatus, ended.CostUsd)));
        Assert.Equal(EndReason.Budget, world.Ended);
        var reserved = world.Facts.OfType<AttemptStarted>().ToDictionary(
            start => start.Attempt, start => start.ReservedUsd);
        var counted = world.Facts.OfType<AttemptEnded>().Sum(ended => ended.CostUsd ?? reserved[ended.Attempt]);
        Assert.InRange(counted!.Value, 0.0005m, 0.0006m);
    }

    [Fact]
    public void B14_Sixty_four_at_once_never_pass_a_budget_for_ten_calls()
    {
        var plan = Plans.Of(200, new BudgetSettings(0.00058m, []), null, Luna);
        var world = new World(
            plan, _ => Replies.Answer(TimeSpan.FromSeconds(90)), new RunSettings { InFlight = 64 }).Run();

        var open = new Dictionary<int, decimal>();
        var spent = 0m;
        foreach (var fact in world.Facts)
        {
            if (fact is AttemptStarted started)
                open[started.Attempt] = started.ReservedUsd!.Value;
            if (fact is AttemptEnded ended && open.Remove(ended.Attempt))
                spent += ended.CostUsd!.Value;
            Assert.InRange(spent + open.Values.Sum(), 0, 0.00058m);
        }

        Assert.Equal(EndReason.Budget, world.Ended);
    }

    [Fact]
    public void B16_Twenty_thousand_items_bring_a_first_result_at_once_and_hold_no_memory_for_each()
    {
        var server = new LightServer(new LightWeather { RequestsPerMinute = 60_000 }, 1);
        var run = new LightRun(
            LightPlans.Of(20_000, [new QuotaSettings { RequestsPerMinute = 60_000 }]),
            _ => server,
            new RunSettings { KeepAnswers = false }).Run();

        Assert.Equal(EndReason.Complete, run.Ended);
        Assert.InRange(run.Facts.FindIndex(fact => fact is TrialEnded), 0, 2000);
        // When nothing is out, the machine holds nothing of it.
        Assert.Empty(run.State.Flights);
        Assert.All(
            run.State.Pools,
            queue => Assert.All(((Pool)queue.Pool).Buckets, bucket => Assert.Equal(0, bucket.Outstanding, 6)));
    }

    [Theory]
    [InlineData("retry-after-ms", "41724", 41.724)]
    [InlineData("retry-after", "Sun, 22 Nov 2026 00:00:42 GMT", 42)]
    [InlineData("retry-after", "1m30s", 90)]
    public void B20_Whatever_the_form_of_a_wait_and_however_wrong_our_clock_it_is_obeyed(
        string header, string value, double seconds)
    {
        // The server's own clock is days behind ours.
        const string Date = "Sun, 22 Nov 2026 00:00:00 GMT";
        foreach (var error in new[] { TimeSpan.Zero, TimeSpan.FromDays(3), TimeSpan.FromHours(-1) })
        {
            var world = new World(
                Plans.Of(3, Luna),
                call => call.Attempt == 1
                    ? Replies.Error(
                        429, """{"error":{"code":"rate_limit_exceeded"}}""", (header, value), ("date", Date))
                    : Replies.Answer())
            {
                ClockError = error,
            }.Run();

            Assert.InRange((world.Calls[1].At - world.Calls[0].At).TotalSeconds, seconds, seconds + 0.5);
            Assert.All(world.Trials, trial => Assert.Equal(Outcome.Scored, trial.Outcome));
        }
    }

    [Fact]
    public void A_daily_limit_lets_other_pools_finish_and_says_when_to_go_on()
    {
        var world = new World(
            Plans.Of(20, Luna, "gpt-4.1-mini"),
            call => call.Target == Luna
                ? Replies.Error(
                    429,
                    """{"error":{"message":"Rate limit reached on requests per day (RPD): Limit 200, Used 200, Requested 1. Please try again in 7m12s.","type":"requests","code":"rate_limit_exceeded"}}""",
                    ("retry-after", "7200"))
                : Replies.Answer()).Run();

        Assert.Equal(EndReason.Quota, world.Ended);
        Assert.Equal(20, world.Trials.Count(trial => trial.Outcome == Outcome.Scored));
        Assert.Single(world.Calls, call => call.Target == Luna);
        var ended = world.Facts.OfType<RunEnded>().Single();
        Assert.InRange((ended.ResumeAt!.Value - ended.At).TotalHours, 1.9, 2.1);
    }

    [Fact]
    public void Several_words_to_slow_down_in_a_minute_are_one()
    {
        var ramp = new Ramp();
        for (var second = 0; second < 5; second++)
            ramp.SlowDown(100, isLarge: true, TimeSpan.FromSeconds(second));
        ramp.Sent(null, TimeSpan.FromSeconds(5));

        // Fifty a second and not three: the next may leave before a fiftieth of a second is over.
        Assert.InRange(ramp.WaitAt(TimeSpan.FromSeconds(5)).TotalSeconds, 0, 0.02);
    }

    [Fact]
    public void An_exchange_that_never_ends_is_given_up_and_tried_again()
    {
        var world = new World(
            Plans.Of(3, Luna),
            call => call.Nth == 1 ? Replies.Answer(TimeSpan.FromDays(30)) : Replies.Answer()).Run();

        Assert.Equal(EndReason.Complete, world.Ended);
        Assert.All(world.Trials, trial => Assert.Equal(Outcome.Scored, trial.Outcome));
        Assert.Contains(world.Facts.OfType<AttemptEnded>(), ended => ended.Failure == "timeout");
        Assert.True(world.Now < TimeSpan.FromHours(2), $"it took {world.Now}");
    }

    [Fact]
    public void What_ran_out_of_time_gets_half_as_much_again()
    {
        var world = new World(Plans.Of(1, Luna), call => call.Nth < 3 ? TimedOut() : Replies.Answer()).Run();

        var limits = world.Asked.Select(ask => ask.Limits.FirstByte.TotalSeconds).ToList();
        Assert.Equal([1, 1.5, 2.25], limits.Select(limit => limit / limits[0]));
    }

    private static Reply TimedOut() => new(
        new Exchange.Failed(new Failure
        {
            Phase = FailurePhase.FirstByte,
            Kind = FailureKind.Timeout,
            Message = string.Create(CultureInfo.InvariantCulture, $"no byte within {60} s"),
        })
        {
            Stamps = new Stamps { Sent = TimeSpan.Zero, Closed = TimeSpan.FromSeconds(60) },
            RequestHash = "00",
            RequestBody = "{}",
        },
        TimeSpan.FromSeconds(60),
        TimeSpan.FromSeconds(60));
}
