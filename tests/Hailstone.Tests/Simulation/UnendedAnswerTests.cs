using System.Text.Json;
using Hailstone.Catalogue;
using Hailstone.Ledger;
using Hailstone.Providers;
using Hailstone.Scoring;
using Xunit;

namespace Hailstone.Tests.Simulation;

/// <summary>Answers that do not end their trial: paused turns, and answers of nothing.</summary>
public sealed class UnendedAnswerTests
{
    private const string Haiku = "claude-haiku-5-5";

    [Fact]
    public void A_paused_turn_goes_on_from_what_was_said_and_costs_no_try()
    {
        var world = new World(
            Plans.Of(1, Haiku),
            call => call.Nth <= 3 ? Paused(call.Nth) : Replies.Answer()).Run();

        Assert.Equal([null, "[1]", "[2]", "[3]"], world.Asked.Select(ask => ask.TurnSoFar?.GetRawText()));
        Assert.Equal(Outcome.Scored, Assert.Single(world.Trials).Outcome);
        Assert.All(world.Facts.OfType<AttemptEnded>(), ended => Assert.False(ended.CountsAsTry));
        Assert.All(world.Facts.OfType<AttemptEnded>(), ended => Assert.Null(ended.Failure));
    }

    [Fact]
    public void A_turn_that_never_ends_is_given_up_after_eight_pauses()
    {
        var world = new World(Plans.Of(1, Haiku), call => Paused(call.Nth)).Run();

        Assert.Equal(9, world.Calls.Count);
        Assert.Equal(Outcome.Failed, Assert.Single(world.Trials).Outcome);
    }

    [Fact]
    public void A_turn_goes_on_after_a_failure_in_its_middle()
    {
        var world = new World(
            Plans.Of(1, Haiku),
            call => call.Nth switch { 1 => Paused(1), 2 => Replies.ServerError(500), _ => Replies.Answer() }).Run();

        Assert.Equal([null, "[1]", "[1]"], world.Asked.Select(ask => ask.TurnSoFar?.GetRawText()));
        Assert.Equal(Outcome.Scored, Assert.Single(world.Trials).Outcome);
    }

    [Fact]
    public void An_answer_of_nothing_is_asked_for_twice_more()
    {
        var world = new World(Plans.Of(1, Haiku), call => call.Nth < 3 ? Nothing() : Replies.Answer()).Run();

        Assert.Equal(Outcome.Scored, Assert.Single(world.Trials).Outcome);
        Assert.Equal(
            ["empty_answer", "empty_answer", null],
            world.Facts.OfType<AttemptEnded>().Select(ended => ended.Failure));
        Assert.All(world.Facts.OfType<AttemptEnded>(), ended => Assert.Equal(CostStatus.Reported, ended.CostStatus));
    }

    [Fact]
    public void The_third_answer_of_nothing_is_the_models_own_also_after_a_crash()
    {
        var whole = new World(Plans.Of(1, Haiku), _ => Nothing()).Run();

        Assert.Equal(3, whole.Calls.Count);
        Assert.Equal(Outcome.Unparseable, Assert.Single(whole.Trials).Outcome);

        var before = whole.Facts.Take(4).ToList();
        var resumed = new World(Plans.Of(1, Haiku), _ => Nothing(), before: before).Run();
        Assert.Equal(2, before.OfType<AttemptEnded>().Count());
        Assert.Single(resumed.Calls);
    }

    private static Reply Paused(int nth) => Replies.Answer(new Response
    {
        Text = "",
        Stop = StopReason.Paused,
        StopRaw = "pause_turn",
        TurnSoFar = JsonSerializer.SerializeToElement(new[] { nth }),
        Usage = new Usage { Input = 20, CacheRead = 0, Output = 5 },
    });

    private static Reply Nothing() => Replies.Answer(new Response
    {
        Text = "",
        Stop = StopReason.Stop,
        StopRaw = "end_turn",
        Usage = new Usage { Input = 20, CacheRead = 0, Output = 0 },
    });
}
