using System.Text.Json.Nodes;
using Hailstone.Reports;
using Hailstone.Scoring;
using Xunit;

namespace Hailstone.Tests.Reports;

public sealed class LostPointsTests
{
    [Fact]
    public void A_score_that_is_low_for_truncation_says_so_with_the_mend()
    {
        var story = Story.Of(items: 10, targets: 1);
        for (var item = 0; item < 6; item++)
            story.Answers(item).Ends(item, Outcome.Truncated);
        for (var item = 6; item < 10; item++)
            story.Scores(item, 0.5);

        Assert.Contains(
            "A: 6 of 8 lost points: truncated. Raise max_output_tokens",
            Texts.Terminal(story.Report(), 120),
            StringComparison.Ordinal);
        Assert.Equal(
            """{"points":8,"wrong":2,"mostly":"truncated"}""",
            JsonNode.Parse(Texts.Json(story.Report()))!["targets"]![0]!["lost"]!.ToJsonString());
    }

    [Theory]
    [InlineData(Outcome.Refused, 5, Outcome.Refused)]
    [InlineData(Outcome.Filtered, 5, Outcome.Filtered)]
    [InlineData(Outcome.TooLong, 5, Outcome.TooLong)]
    [InlineData(Outcome.Unparseable, 5, Outcome.Unparseable)]
    [InlineData(Outcome.Unparseable, 4, null)]
    [InlineData(Outcome.Failed, 5, null)]
    [InlineData(Outcome.JudgeFailed, 5, null)]
    [InlineData(Outcome.NotRun, 5, null)]
    [InlineData(Outcome.Scored, 5, null)]
    public void Half_of_the_lost_points_is_most_and_a_failure_of_the_run_is_no_loss(
        Outcome outcome, int trials, Outcome? mostly)
    {
        var outcomes = Enumerable.Repeat(outcome, trials).Concat(Enumerable.Repeat(Outcome.Scored, 5));

        Assert.Equal(mostly, new LostPoints(OutcomeCounts.Of(outcomes), 0).Mostly);
    }

    [Fact]
    public void A_sum_that_floating_point_leaves_short_of_the_whole_loses_nothing()
    {
        var sum = Enumerable.Repeat(0.1, 10).Sum();
        var lost = new LostPoints(OutcomeCounts.Of([Outcome.Scored]), sum);

        Assert.NotEqual(1, sum);
        Assert.Equal((0.0, null), (lost.Total, lost.Mostly));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ko")]
    public void A_run_that_lost_nothing_to_its_outcomes_says_nothing_of_it(string language) =>
        Assert.DoesNotContain(
            language == "en" ? "lost" : "잃은",
            Texts.Terminal(Story.Of(items: 2, targets: 1).Scores(0, 1).Scores(1, 0).Report(), 80, language),
            StringComparison.Ordinal);
}
