using Hailstone.Catalogue;
using Hailstone.Ledger;
using Hailstone.Running;
using Hailstone.Scoring;
using Hailstone.Suites;
using Xunit;

namespace Hailstone.Tests.Simulation;

/// <summary>Nothing waits for ever, and nothing is asked for ever.</summary>
public sealed class DeadEndTests
{
    private const string Luna = "gpt-6-luna";

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(12)]
    public void Questions_that_always_break_the_server_end_even_when_nothing_else_is_left(int broken)
    {
        var world = new World(
            Plans.Of(20, Luna), call => call.Trial < broken ? Replies.ServerError(500) : Replies.Answer()).Run();

        Assert.Equal(EndReason.Complete, world.Ended);
        Assert.Equal(broken, world.Trials.Count(trial => trial.Outcome == Outcome.Failed));
        Assert.Equal(20 - broken, world.Trials.Count(trial => trial.Outcome == Outcome.Scored));
        Assert.True(world.Now < TimeSpan.FromHours(2), $"it took {world.Now}");
    }

    [Theory]
    [InlineData(20)]
    [InlineData(400)]
    public void An_outage_of_ten_minutes_fails_nothing_that_comes_after_it(int items)
    {
        var from = TimeSpan.FromSeconds(1);
        var until = from + TimeSpan.FromMinutes(10);
        var world = new World(
            Plans.Of(items, Luna),
            call => call.At >= from && call.At < until ? Replies.ServerError(500) : Replies.Answer()).Run();

        Assert.Equal(EndReason.Complete, world.Ended);
        Assert.All(world.Trials, trial => Assert.Equal(Outcome.Scored, trial.Outcome));
    }

    [Fact]
    public void An_outage_of_hours_fails_no_more_than_a_handful_of_many_questions()
    {
        var from = TimeSpan.FromSeconds(1);
        var until = from + TimeSpan.FromHours(3);
        var world = new World(
            Plans.Of(400, Luna),
            call => call.At >= from && call.At < until ? Replies.ServerError(500) : Replies.Answer()).Run();

        Assert.Equal(EndReason.Complete, world.Ended);
        Assert.InRange(world.Trials.Count(trial => trial.Outcome == Outcome.Failed), 0, 4);
    }

    [Fact]
    public void A_deadline_lets_what_is_out_end_without_looking_at_the_clock_again_and_again()
    {
        var world = new World(
            Plans.Of(50, Luna),
            _ => Replies.Answer(TimeSpan.FromSeconds(7)),
            new RunSettings { InFlight = 2, Deadline = TimeSpan.FromSeconds(10) }).Run(eventsAtMost: 100);

        Assert.Equal(EndReason.Deadline, world.Ended);
        Assert.DoesNotContain(world.Calls, call => call.At > TimeSpan.FromSeconds(10));
        Assert.Equal(3, world.Trials.Count(trial => trial.Outcome == Outcome.Scored));
    }

    [Fact]
    public void A_pool_without_money_does_not_end_the_run_of_one_that_waits_for_its_quota()
    {
        // Sol's worst case is a hundred times that of Luna: it does not fit, and Luna's minute is full.
        var world = new World(
            Plans.Of(6, new BudgetSettings(0.0008m, []), new QuotaSettings { RequestsPerMinute = 2 }, Luna, "gpt-6.1-sol"),
            _ => Replies.Answer()).Run();

        Assert.Equal(EndReason.Budget, world.Ended);
        Assert.Equal(6, world.Trials.Count(trial => trial.Outcome == Outcome.Scored));
    }

    [Fact]
    public void A_count_of_tokens_that_no_answer_has_stops_no_clock()
    {
        var world = new World(
            Plans.OfLab(5, new QuotaSettings { TokensPerMinute = 1 }),
            _ => Replies.Answer(new Usage { Input = 20, Output = long.MaxValue })).Run();

        Assert.Equal(EndReason.Quota, world.Ended);
    }

    [Fact]
    public void A_resumed_run_remembers_that_the_model_has_answered()
    {
        var plan = Plans.Of(30, Luna);
        var dead = new World(plan, _ => Replies.Answer(), new RunSettings { InFlight = 1 }).Run(factsAtMost: 10);
        var refused = 0;
        var alive = new World(
            plan,
            _ => refused++ < 5
                ? Replies.Error(400, """{"error":{"message":"no","type":"invalid_request_error"}}""")
                : Replies.Answer(),
            before: dead.Facts).Run();

        Assert.Empty(alive.Facts.OfType<TargetStopped>());
        Assert.Equal(5, alive.Trials.Count(trial => trial.Outcome == Outcome.Failed));
        Assert.DoesNotContain(alive.Trials, trial => trial.Outcome == Outcome.NotRun);
    }
}
