using Hailstone.Ledger;
using Hailstone.Pacing;
using Hailstone.Running;
using Hailstone.Scoring;
using Hailstone.Suites;
using Xunit;

namespace Hailstone.Tests.Simulation;

/// <summary>Whole runs under the policies <c>fixed</c> and <c>none</c>.</summary>
public sealed class PolicyTests
{
    private const string Plain = "gpt-4.1-mini";
    private const string Thinking = "gpt-6.1-sol";
    private const string Claude = "claude-haiku-5-5";
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(500);

    public static TheoryData<PolicyKind> Scripts => [PolicyKind.Fixed, PolicyKind.None];

    [Theory]
    [InlineData(PolicyKind.Fixed, Plain, 1.5)]
    [InlineData(PolicyKind.Fixed, Thinking, 3)]
    [InlineData(PolicyKind.Fixed, Claude, 2)]
    [InlineData(PolicyKind.None, Claude, 1)]
    public void The_next_question_leaves_a_pause_after_the_last_answer(PolicyKind kind, string model, double seconds)
    {
        var world = new World(Plans.Of(5, model), _ => Replies.Answer(Latency), Settings(kind)).Run();

        Assert.Equal(5, world.Trials.Count());
        AssertGaps(world.Calls, Latency + TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public void A_provider_is_asked_one_question_at_a_time_whatever_the_model_and_two_providers_side_by_side()
    {
        var world = new World(
            Plans.Of(4, Plain, Thinking, Claude), _ => Replies.Answer(Latency), Settings(PolicyKind.Fixed)).Run();

        var openAi = world.Calls.Where(call => call.Target != Claude).ToList();
        Assert.Equal(12, world.Trials.Count());
        foreach (var (call, next) in openAi.Zip(openAi.Skip(1)))
            Assert.Equal(Latency + TimeSpan.FromSeconds(call.Target == Plain ? 1.5 : 3), next.At - call.At);
        Assert.Equal(TimeSpan.Zero, world.Calls.First(call => call.Target == Claude).At);
    }

    [Fact]
    public void A_refused_question_holds_up_the_others_for_one_and_two_seconds_and_a_lost_one_for_three()
    {
        var plan = Plans.Of(3, Plain);
        var unlucky = plan.At(1).Index;
        var world = new World(
            plan,
            call => call.Trial == unlucky ? Replies.RateLimited(60) : Replies.Answer(Latency),
            Settings(PolicyKind.Fixed)).Run();

        double[] seconds = [0.5 + 1.5, 0.125 + 1, 0.125 + 2, 0.125 + 3];
        Assert.Equal(
            [plan.At(0).Index, unlucky, unlucky, unlucky, plan.At(2).Index],
            world.Calls.Select(call => call.Trial));
        Assert.Equal(
            seconds,
            world.Calls.Zip(world.Calls.Skip(1)).Select(pair => (pair.Second.At - pair.First.At).TotalSeconds));
        Assert.Equal(Outcome.Failed, world.Trials.Single(trial => trial.Trial == unlucky).Outcome);
    }

    [Fact]
    public void A_provider_that_is_not_reached_fails_each_question_at_its_first_call()
    {
        var world = new World(Plans.Of(4, Plain), _ => Replies.Relay(), Settings(PolicyKind.Fixed)).Run();

        Assert.Equal(EndReason.Complete, world.Ended);
        Assert.Equal(4, world.Calls.Count);
        Assert.All(world.Trials, trial => Assert.Equal(Outcome.Failed, trial.Outcome));
    }

    [Fact]
    public void Without_a_cure_a_wrong_key_costs_each_question_its_one_call_a_second_apart()
    {
        var world = new World(Plans.Of(4, Plain), _ => Replies.WrongKey(), Settings(PolicyKind.None)).Run();

        Assert.Equal(4, world.Trials.Count(trial => trial.Outcome == Outcome.Failed));
        Assert.Equal(4, world.Calls.Count);
        AssertGaps(world.Calls, Latency / 4 + TimeSpan.FromSeconds(1));
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Every_trial_is_recorded_once_where_the_run_dies_after_any_fact(PolicyKind kind)
    {
        var plan = Plans.Of(4, Plain, Claude);
        var all = new World(plan, Storm, Settings(kind)).Run().Facts.Count;
        for (var kept = 0; kept < all; kept++)
        {
            var before = new World(plan, Storm, Settings(kind)).Run(factsAtMost: kept + 1).Facts.Take(kept).ToList();
            var settled = before.OfType<TrialEnded>().Select(trial => trial.Trial).ToHashSet();
            var alive = new World(plan, Storm, Settings(kind), before).Run();

            Assert.Equal(EndReason.Complete, alive.Ended);
            Assert.DoesNotContain(alive.Calls, call => settled.Contains(call.Trial));
            Assert.Equal(
                Enumerable.Range(0, plan.Count),
                before.Concat(alive.Facts).OfType<TrialEnded>().Select(trial => trial.Trial).Order());
        }
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_budget_holds(PolicyKind kind)
    {
        var plan = Plans.Of(200, new BudgetSettings(0.0006m, []), null, "gpt-6-luna");
        var world = new World(plan, Storm, Settings(kind)).Run();

        var ended = world.Facts.OfType<AttemptEnded>().ToDictionary(end => end.Attempt);
        var spent = world.Facts.OfType<AttemptStarted>()
            .Sum(start => ended[start.Attempt].CostUsd ?? start.ReservedUsd);
        Assert.Equal(EndReason.Budget, world.Ended);
        Assert.InRange(spent!.Value, 0.00001m, 0.0006m);
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_deadline_holds_and_the_run_can_go_on_by_another_policy(PolicyKind kind)
    {
        var plan = Plans.Of(30, Plain);
        var deadline = TimeSpan.FromSeconds(10);
        var world = new World(plan, Storm, Settings(kind) with { Deadline = deadline }).Run();

        Assert.Equal(EndReason.Deadline, world.Ended);
        Assert.DoesNotContain(world.Calls, call => call.At > deadline);
        var alive = new World(plan, _ => Replies.Answer(Latency), Settings(PolicyKind.Adaptive), world.Facts).Run();
        Assert.Equal(EndReason.Complete, alive.Ended);
        Assert.Equal(30, world.Trials.Count() + alive.Trials.Count());
    }

    private static RunSettings Settings(PolicyKind kind) =>
        new() { Policy = PacingPolicy.Of(new PolicySettings(kind)) };

    // A fixed number for each call, so that each run of a plan meets the same.
    private static Reply Storm(Call call) => ((call.Trial * 7 + call.Nth) % 6) switch
    {
        0 => Replies.RateLimited(1),
        1 => Replies.ServerError(500),
        2 => Replies.Reset(),
        _ => Replies.Answer(Latency),
    };

    private static void AssertGaps(List<Call> calls, TimeSpan gap) => Assert.All(
        calls.Zip(calls.Skip(1)), pair => Assert.Equal(gap, pair.Second.At - pair.First.At));
}
