using Hailstone.Ledger;
using Hailstone.Running;
using Hailstone.Scoring;
using Hailstone.Suites;
using Xunit;

namespace Hailstone.Tests.Simulation;

/// <summary>
/// What an account may spend and send, and what a resumed run remembers of it. Rows named B are those of the scenarios
/// that break other runners.
/// </summary>
public sealed class AccountTests
{
    private const string Luna = "gpt-6-luna";
    private const string Mini = "gpt-4.1-mini";

    [Fact]
    public void B1_An_answer_that_took_the_last_of_a_quota_is_kept_and_the_next_call_waits()
    {
        var world = new World(
            Plans.Of(3, Luna),
            _ => Replies.Answer(
                null, ("x-ratelimit-limit-requests", "2"), ("x-ratelimit-remaining-requests", "0"),
                ("x-ratelimit-reset-requests", "60s"))).Run();

        Assert.Equal(3, world.Trials.Count(trial => trial.Outcome == Outcome.Scored));
        Assert.Equal(3, world.Calls.Count);
        Assert.All(
            world.Calls.Zip(world.Calls.Skip(1)),
            pair => Assert.InRange((pair.Second.At - pair.First.At).TotalSeconds, 29, 31));
    }

    [Theory]
    [InlineData("credit_balance_exhausted")]
    [InlineData("project_spend_limit_exceeded")]
    [InlineData("organization_usage_limit_exceeded")]
    [InlineData("insufficient_quota")]
    public void B3_A_spent_account_costs_two_calls_and_says_what_to_do(string code)
    {
        var world = new World(
            Plans.Of(50, Luna, Mini),
            _ => Replies.Error(429, $$$"""{"error":{"message":"Spent.","code":"{{{code}}}"}}""")).Run();

        Assert.Equal(EndReason.Complete, world.Ended);
        Assert.Equal(2, world.Calls.Count);
        Assert.Equal(100, world.Trials.Count(trial => trial.Outcome == Outcome.NotRun));
        Assert.All(world.Facts.OfType<TargetStopped>(), stopped => Assert.NotEmpty(stopped.Mend));
    }

    [Fact]
    public void B4_Azures_empty_quota_with_a_time_to_wait_is_a_window()
    {
        var world = new World(
            Plans.Of(5, Luna),
            call => call.Attempt == 1
                ? Replies.Error(429, """{"error":{"code":"insufficient_quota","message":"x"}}""", ("retry-after", "20"))
                : Replies.Answer()).Run();

        Assert.Equal(5, world.Trials.Count(trial => trial.Outcome == Outcome.Scored));
        Assert.InRange(world.Calls[1].At.TotalSeconds, 20, 21);
    }

    [Fact]
    public void A_refusal_of_an_overloaded_server_is_obeyed_to_the_second_as_well()
    {
        var world = new World(
            Plans.Of(2, Luna),
            call => call.Attempt == 1 ? Replies.Error(500, "{}", ("retry-after", "90")) : Replies.Answer()).Run();

        var again = world.Calls.Single(call => call.Nth == 2);
        Assert.InRange(again.At.TotalSeconds, 90, 91);
        Assert.Equal(2, world.Trials.Count(trial => trial.Outcome == Outcome.Scored));
    }

    [Fact]
    public void A_resumed_run_remembers_the_tries()
    {
        var plan = Plans.Of(1, Luna);
        var all = new World(plan, _ => Replies.ServerError(500)).Run();
        Assert.Equal(6, all.Calls.Count);
        for (var tries = 1; tries < 6; tries++)
        {
            var before = all.Facts.TakeWhile(fact => fact is not AttemptStarted started || started.Attempt <= tries);
            var alive = new World(plan, _ => Replies.ServerError(500), before: before.ToList()).Run();

            Assert.Equal(6 - tries, alive.Calls.Count);
            Assert.Equal(tries + 1, alive.Calls[0].Attempt);
            Assert.Equal(Outcome.Failed, Assert.Single(alive.Trials).Outcome);
        }
    }

    [Fact]
    public void A_resumed_run_counts_what_was_out_at_its_worst()
    {
        var plan = Plans.Of(40, new BudgetSettings(0.0006m, []), null, Luna);
        var dead = new World(
            plan,
            _ => Replies.Answer(TimeSpan.FromSeconds(60)),
            new RunSettings { InFlight = 8 }).Run(factsAtMost: 8);
        var before = dead.Facts.ToList();
        var alive = new World(plan, _ => Replies.Answer(), before: before).Run();

        var ended = before.Concat(alive.Facts).OfType<AttemptEnded>().ToDictionary(end => end.Attempt);
        Assert.Contains(ended.Values, end => end.Failure == "lost");
        Assert.Equal(EndReason.Budget, alive.Ended);
        Assert.InRange(
            before.Concat(alive.Facts).OfType<AttemptStarted>()
                .Sum(start => ended[start.Attempt].CostUsd ?? start.ReservedUsd)!.Value,
            0.0004m, 0.0006m);
    }

    [Fact]
    public void A_question_that_failed_is_tried_again_before_all_others_are_done()
    {
        var world = new World(
            Plans.Of(200, Luna),
            call => call is { Attempt: 1, Nth: 1 } ? Replies.ServerError(500) : Replies.Answer(),
            new RunSettings { InFlight = 1 }).Run();

        var again = world.Calls.Single(call => call.Nth == 2);
        Assert.InRange(again.Attempt, 2, 10);
    }
}
