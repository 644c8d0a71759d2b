using CsCheck;
using Hailstone.Ledger;
using Hailstone.Reports;
using Hailstone.Scoring;
using Xunit;

namespace Hailstone.Tests.Reports;

public sealed class TargetReportTests
{
    [Fact]
    public void Missing_trials_count_in_of_all_and_widen_the_bounds()
    {
        var target = Story.Of(items: 10, targets: 1)
            .Scores(0, 1).Scores(1, 1).Scores(2, 0.5).Scores(3, 0)
            .Ends(4, Outcome.Refused).Ends(5, Outcome.Truncated)
            .Ends(6, Outcome.Failed).Ends(7, Outcome.JudgeFailed)
            .Report().Targets[0];

        Assert.Equal(0.25, target.OfAll!.Value, 12);
        Assert.Equal(2.5 / 6, target.OfCompleted!.Value, 12);
        Assert.Equal(0.65, target.OfAllAtMost!.Value, 12);
        Assert.Equal(2.5 / 4, target.Score.Mean!.Value, 12);
        Assert.Equal(4, target.Score.N);
        Assert.Equal(target.OfCompleted.Value, target.Completed.Mean!.Value, 12);
        Assert.Equal(6, target.Completed.N);
    }

    [Fact]
    public void A_model_that_refuses_most_questions_does_not_rank_by_the_rest()
    {
        var story = Story.Of(items: 10, targets: 2).Scores(0, 1);
        for (var item = 0; item < 10; item++)
        {
            if (item > 0)
                story.Ends(2 * item, Outcome.Refused);
            story.Scores(2 * item + 1, item < 8 ? 1 : 0);
        }

        var report = story.Report();

        Assert.Equal(1.0, report.Targets[0].Score.Mean);
        Assert.Equal("B", report.Groups.Single().Best);
    }

    [Fact]
    public void Nothing_completed_is_unknown_and_not_zero()
    {
        var target = Story.Of(items: 2, targets: 1).Fails(0).Ends(0, Outcome.Failed).Report().Targets[0];

        Assert.Null(target.Score.Mean);
        Assert.Null(target.OfCompleted);
        Assert.Equal((0.0, 1.0), (target.OfAll, target.OfAllAtMost));
        Assert.Null(target.Tokens.Input);
        Assert.Null(target.CostPerCorrectUsd);
        Assert.Null(target.Efficiency);
    }

    [Fact]
    public void A_trial_that_fails_lowers_nothing_but_the_share_of_all() =>
        Gen.Select(Gen.Double[0, 1].Array[1, 8], Gen.Enum<Outcome>()).Sample((scores, outcome) =>
        {
            if (outcome is not (Outcome.Failed or Outcome.JudgeFailed or Outcome.NotRun))
                return true;
            var without = Scored(scores.Length, scores).Report().Targets[0];
            var with = Scored(scores.Length + 1, scores).Ends(scores.Length, outcome).Report().Targets[0];
            return with.OfAll <= without.OfAll
                && with.OfCompleted == without.OfCompleted
                && with.OfAllAtMost >= without.OfAllAtMost
                && with.Score.Mean == without.Score.Mean;
        });

    [Fact]
    public void Cost_per_correct_is_the_cost_of_every_attempt_over_the_right_answers()
    {
        // 144 right of 200 for 0.84 dollars: 0.005833333 each.
        var story = Story.Of(items: 200, targets: 1);
        for (var trial = 0; trial < 200; trial++)
            story.Answers(trial, 0.0021m).Scores(trial, trial < 144 ? 1 : 0.9, usd: 0.0021m);

        Assert.Equal(0.005833333m, Math.Round(story.Report().Targets[0].CostPerCorrectUsd!.Value, 9));
    }

    [Fact]
    public void Efficiency_is_percent_over_a_thousandfold_of_average_cost()
    {
        // An average of 0.72 for 0.0042 dollars a trial: 72 / 4.2.
        var target = Story.Of(items: 2, targets: 1).Scores(0, 0.64, usd: 0.0040m).Scores(1, 0.8, usd: 0.0044m)
            .Report().Targets[0];

        Assert.Equal(72 / 4.2, target.Efficiency!.Value, 9);
    }

    [Fact]
    public void One_unknown_cost_makes_what_is_computed_from_cost_unknown()
    {
        var target = Story.Of(items: 2, targets: 1).Scores(0, 1).Fails(1, cost: CostStatus.Unknown).Scores(1, 1)
            .Report().Targets[0];

        Assert.Equal(0.002m, target.Cost.UsdKnown);
        Assert.Null(target.CostPerCorrectUsd);
        Assert.Null(target.Efficiency);
    }

    [Fact]
    public void A_free_model_has_no_efficiency()
    {
        var target = Story.Of(items: 1, targets: 1).Scores(0, 1, usd: 0).Report().Targets[0];

        Assert.Equal(0m, target.CostPerCorrectUsd);
        Assert.Null(target.Efficiency);
    }

    [Fact]
    public void Latency_is_of_the_answer_that_counted_and_wait_is_of_every_attempt()
    {
        var story = Story.Of(items: 5, targets: 1).Answers(0, seconds: 60, wait: 9);
        for (var trial = 0; trial < 5; trial++)
            story.Scores(trial, 1, seconds: trial + 1, wait: trial);

        var latency = story.Report().Targets[0].Latency;

        Assert.Equal((3000, 5000, 5), (latency.Whole.P50, latency.Whole.Longest, latency.Whole.N));
        Assert.Equal(1500, latency.FirstToken.P50);
        Assert.Equal((9000, 6), (latency.Wait.Longest, latency.Wait.N));
        Assert.Null(latency.Whole.P95);
    }

    [Fact]
    public void Tokens_are_summed_over_attempts_and_unknown_where_nobody_counted()
    {
        var tokens = Story.Of(items: 1, targets: 1).Fails(0).Answers(0).Scores(0, 1).Report().Targets[0].Tokens;

        Assert.Equal(new TokenTotals(200, null, 40, null), tokens);
    }

    [Fact]
    public void Repeats_of_a_question_are_no_further_questions()
    {
        var flat = Story.Of(items: 8, targets: 1);
        var repeated = Story.Of(items: 4, targets: 1, repeats: 2);
        for (var trial = 0; trial < 8; trial++)
        {
            flat.Scores(trial, trial < 4 ? 1 : 0);
            repeated.Scores(trial, trial < 4 ? 1 : 0);
        }

        Assert.True(Error(repeated) > Error(flat));
    }

    [Fact]
    public void An_item_without_a_cluster_is_one_of_its_own()
    {
        // Four items, of which none shares a cluster: as good as no clusters. "q3" is also the name of a cluster.
        string?[] apart = ["q3", "b", null, null];
        string?[] shared = ["b", "b", "c", "c"];

        Assert.Equal(Error(Clustered([null, null, null, null])), Error(Clustered(apart)), 12);
        Assert.True(Error(Clustered(shared)) > Error(Clustered(apart)));
    }

    [Fact]
    public void Categories_stand_in_the_order_of_the_items_and_one_may_have_no_name()
    {
        string?[] categories = ["hard", null, "easy", "hard"];
        var target = Story.Of(items: 4, targets: 1, change: started => started with
        {
            Items = [.. started.Items.Select((item, index) => item with { Category = categories[index] })],
        }).Scores(0, 1, usd: 1).Scores(1, 0).Scores(3, 0, usd: 3).Report().Targets[0];

        Assert.Equal(["hard", null, "easy"], target.Categories.Select(category => category.Category));
        Assert.Equal((0.5, 4m, 2m), (
            target.Categories[0].Score.Mean, target.Categories[0].Cost.Usd, target.Categories[0].CostPerTrialUsd));
        Assert.Null(target.Categories[2].Score.Mean);
    }

    [Fact]
    public void Without_categories_there_are_none() =>
        Assert.Empty(Story.Of(items: 2, targets: 1).Scores(0, 1).Report().Targets[0].Categories);

    [Fact]
    public void A_group_is_the_mean_over_its_targets()
    {
        var report = Story.Of(items: 2, targets: 3, change: started => started with
        {
            Targets = [Story.Target("A", "one"), Story.Target("B", "two"), Story.Target("C", "two")],
        }).Scores(0, 1).Scores(1, 0).Scores(2, 1).Scores(4, 0).Scores(5, 1).Report();

        Assert.Equal(["one", "two"], report.Groups.Select(group => group.Group));
        Assert.Equal((0.5, 2, 2, "C"), (
            report.Groups[1].Score.Mean, report.Groups[1].Score.N, report.Groups[1].Targets, report.Groups[1].Best));
        Assert.Equal(0.004m, report.Groups[1].Cost.Usd);
    }

    private static Story Scored(int items, double[] scores)
    {
        var story = Story.Of(items, targets: 1);
        for (var trial = 0; trial < scores.Length; trial++)
            story.Scores(trial, scores[trial]);
        return story;
    }

    private static Story Clustered(string?[] clusters)
    {
        var story = Story.Of(items: 4, targets: 1, change: started => started with
        {
            Items = [.. started.Items.Select((item, index) => item with { Cluster = clusters[index] })],
        });
        return story.Scores(0, 0.9).Scores(1, 0.9).Scores(2, 0.2).Scores(3, 0.3);
    }

    private static double Error(Story story) => story.Report().Targets[0].Score.Se!.Value;
}
