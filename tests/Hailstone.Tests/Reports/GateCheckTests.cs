using Hailstone.Ledger;
using Hailstone.Reports;
using Hailstone.Scoring;
using Xunit;

namespace Hailstone.Tests.Reports;

public sealed class GateCheckTests
{
    [Fact]
    public void A_score_must_hold_for_every_target_and_the_worst_is_shown()
    {
        var story = With(2, 2, new GateFact("score", ">=", 0.5m), new GateFact("score", "<=", 0.6m))
            .Scores(0, 1).Scores(2, 0.2).Scores(1, 0.4).Scores(3, 0.4);

        Assert.Equal([(0.4m, false), (0.6m, true)], Results(story));
    }

    [Fact]
    public void A_refused_target_does_not_count()
    {
        var story = With(1, 2, new GateFact("score", ">=", 0.5m)).Scores(0, 1).Stops(1);

        Assert.Equal([(1m, true)], Results(story));
    }

    [Fact]
    public void What_is_not_known_did_not_hold()
    {
        var gates = new[] { new GateFact("score", ">=", 0), new GateFact("p95_seconds", "<=", 99) };

        Assert.Equal([(null, false), (null, false)], Results(With(1, 1, gates).Fails(0).Ends(0, Outcome.Failed)));
        Assert.Equal([(null, false), (null, false)], Results(With(1, 1, gates).Stops(0)));
        Assert.Equal([(null, false)], Results(With(1, 1, new GateFact("luck", ">=", 0)).Scores(0, 1)));
    }

    [Fact]
    public void A_mean_that_is_the_bound_but_for_rounding_holds()
    {
        // 0.7 + 0.9 + 0.8 over 3 is 0.7999999999999999 in binary floating point.
        Assert.NotEqual(0.8, (0.7 + 0.9 + 0.8) / 3);
        var story = With(3, 1, new GateFact("score", ">=", 0.8m)).Scores(0, 0.7).Scores(1, 0.9).Scores(2, 0.8);

        Assert.True(Results(story)[0].Held);
    }

    [Fact]
    public void The_lower_end_of_the_interval_has_a_gate_of_its_own()
    {
        // Seven of ten: Wilson from 0.3968 on.
        Story Told(decimal bound)
        {
            var story = With(10, 1, new GateFact("score_low", ">=", bound));
            for (var trial = 0; trial < 10; trial++)
                story.Scores(trial, trial < 7 ? 1 : 0);
            return story;
        }

        Assert.True(Results(Told(0.3967m))[0].Held);
        Assert.False(Results(Told(0.3968m))[0].Held);
    }

    [Fact]
    public void Cost_counts_an_attempt_of_unknown_cost_with_what_was_reserved()
    {
        var gate = new GateFact("cost_usd", "<=", 1);

        Assert.Equal([(1m, true)], Results(With(2, 1, gate).Scores(0, 1, usd: 0.6m).Asks(1, reserved: 0.4m)));
        Assert.Equal([(1.1m, false)], Results(With(2, 1, gate).Scores(0, 1, usd: 0.6m).Asks(1, reserved: 0.5m)));
        Assert.Equal([(null, false)], Results(With(2, 1, gate).Scores(0, 1, usd: 0.6m).Asks(1)));
    }

    [Fact]
    public void The_failed_share_is_of_all_trials_and_counts_judges()
    {
        var story = With(4, 1, new GateFact("failed_share", "<", 0.5m), new GateFact("failed_share", "<=", 0.5m))
            .Scores(0, 1).Ends(1, Outcome.Failed).Ends(2, Outcome.JudgeFailed).Ends(3, Outcome.Truncated);

        Assert.Equal([(0.5m, false), (0.5m, true)], Results(story));
    }

    [Fact]
    public void The_slowest_answer_stands_for_the_95th_percentile_of_few()
    {
        var few = With(2, 1, new GateFact("p95_seconds", "<=", 20)).Scores(0, 1, seconds: 3).Scores(1, 1, seconds: 21);
        var many = With(100, 1, new GateFact("p95_seconds", "<=", 20));
        for (var trial = 0; trial < 100; trial++)
            many.Scores(trial, 1, seconds: trial < 95 ? 7 : 50);

        Assert.Equal([(21m, false)], Results(few));
        Assert.Equal([(7m, true)], Results(many));
    }

    private static Story With(int items, int targets, params GateFact[] gates) =>
        Story.Of(items, targets, change: started => started with { Gates = gates });

    private static List<(decimal? Value, bool Held)> Results(Story story) =>
        [.. GateCheck.Evaluate(story.Report()).Select(result => (result.Value, result.Held))];
}
