using System.Text.Json.Nodes;
using Hailstone.Ledger;
using Hailstone.Reports;
using Hailstone.Scoring;
using Xunit;

namespace Hailstone.Tests.Reports;

public sealed class StandingTests
{
    [Fact]
    public void What_has_no_interval_cannot_be_told_from_the_best()
    {
        var story = Story.Of(items: 1, targets: 3).Scores(0, 0.9).Scores(1, 0.4).Ends(2, Outcome.Failed);

        var standings = Standings.Of(story.Report().Targets, target => target.Completed);

        Assert.Equal(
            [("A", 1, false), ("B", 2, true), ("C", null, false)],
            standings.Select(standing => (standing.Who.Target, standing.Rank, standing.ReachesBest)));
        Assert.Equal(["A", "B"], Standings.Leaders(standings).Select(target => target.Target));
    }

    [Fact]
    public void Groups_stand_by_their_means_and_targets_by_theirs_within_a_group()
    {
        var json = JsonNode.Parse(Texts.Json(Groups().Report()))!;

        Assert.Equal(
            [("low", 2, "B"), ("high", 1, "D")],
            json["groups"]!.AsArray().Select(group =>
                ((string)group!["group"]!, (int)group["rank"]!, (string)group["best"]!)));
        Assert.Equal(
            [("D", 1), ("C", 2)],
            json["groups"]![1]!["ranking"]!.AsArray().Select(target =>
                ((string)target!["target"]!, (int)target["rank"]!)));
    }

    [Fact]
    public void The_best_group_is_shown_first_with_its_targets_by_rank_below_it()
    {
        var lines = Texts.Terminal(Groups().Report(), 80).Split('\n').SkipWhile(line => line != "Groups").Skip(2);

        Assert.Equal(
            ["high", "D", "C", "low", "B", "A"],
            lines.Take(6).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .First(word => char.IsLetter(word[0]))));
    }

    [Fact]
    public void Of_equals_in_a_category_the_cheaper_one_is_named_and_the_others_are_counted()
    {
        var story = Story.Of(items: 10, targets: 3, change: Categorized);
        for (var item = 0; item < 10; item++)
        {
            story.Scores(item * 3, 1, usd: 0.5m).Scores(item * 3 + 1, 1, usd: 0.25m);
            story.Scores(item * 3 + 2, 0, usd: 0.125m);
        }

        var category = Assert.Single(CategoryStanding.Of(story.Report()));

        Assert.Equal(("B", "C"), (category.Best!.Target, category.Cheapest!.Target));
        Assert.Equal(["A"], category.AsGood);
        Assert.Contains("As good, for all that is known: B", Texts.Terminal(story.Report(), 80), Ordinal);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ko")]
    public void Every_mean_of_a_category_or_group_stands_beside_its_interval_at_80_columns(string language)
    {
        var story = Story.Of(items: 10, targets: 4, change: started => Grouped(Categorized(started)));
        for (var trial = 0; trial < 40; trial++)
            story.Scores(trial, trial % 3 == 0 ? 1 : 0);

        var lines = Texts.Terminal(story.Report(), 80, language).Split('\n');
        var rows = lines.SkipWhile(line => line is not ("Groups" or "그룹별"))
            .Where(line => line.StartsWith("  ", Ordinal) && line.Contains(".0", Ordinal)).ToList();

        Assert.Equal(2 + 4 + 2, rows.Count);
        Assert.All(rows, row => Assert.Matches(@"[0-9.]+ +[0-9.]+–[0-9.]+", row));
    }

    private const StringComparison Ordinal = StringComparison.Ordinal;

    private static Story Groups()
    {
        var story = Story.Of(items: 40, targets: 4, change: Grouped);
        for (var item = 0; item < 40; item++)
        {
            for (var target = 0; target < 4; target++)
                story.Scores(item * 4 + target, item < 10 * target + 5 ? 1 : 0);
        }

        return story;
    }

    private static RunStarted Grouped(RunStarted started) => started with
    {
        Targets = [.. started.Targets.Select((target, index) =>
            target with { Group = index < 2 ? "low" : "high" })],
    };

    private static RunStarted Categorized(RunStarted started) => started with
    {
        Items = [.. started.Items.Select(item => item with { Category = "only" })],
    };
}
