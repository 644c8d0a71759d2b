using CsCheck;
using Hailstone.Ledger;
using Hailstone.Reports;
using Hailstone.Scoring;
using Xunit;

namespace Hailstone.Tests.Reports;

public sealed class TextReportTests
{
    [Theory]
    [InlineData("en", 80)]
    [InlineData("en", 120)]
    [InlineData("ko", 80)]
    [InlineData("ko", 120)]
    public void A_troubled_run_reads_as_its_golden_file(string language, int width) =>
        Texts.AssertGolden($"troubled.{language}.{width}.txt", Texts.Terminal(Troubled().Report(), width, language));

    [Theory]
    [InlineData("en")]
    [InlineData("ko")]
    public void A_run_without_trouble_is_told_in_few_lines(string language) =>
        Texts.AssertGolden($"calm.{language}.80.txt", Texts.Terminal(Calm().Report(), 80, language));

    [Theory]
    [InlineData("en")]
    [InlineData("ko")]
    public void No_line_is_wider_than_the_terminal(string language) =>
        Gen.Select(Tales.Runs, Gen.Int[40, 120]).Sample((facts, width) =>
            Texts.Terminal(Report.Fold(facts), width, language).Split('\n').All(line => Inert.Width(line) <= width));

    [Fact]
    public void Hostile_text_is_harmless() =>
        Tales.Runs.Sample(facts => Texts.Terminal(Report.Fold(facts), 80).Split('\n')
            .All(line => Inert.Terminal(line) == line));

    [Fact]
    public void Columns_stand_under_each_other_with_wide_names()
    {
        var text = Texts.Terminal(Troubled().Report(), 120, "ko");
        var ranking = text.Split('\n').SkipWhile(line => line != "순위").Skip(1).Take(5).ToList();

        Assert.All(ranking, line => Assert.Equal(Inert.Width(ranking[0]), Inert.Width(line)));
    }

    [Fact]
    public void A_narrow_terminal_loses_columns_in_the_stated_order()
    {
        string[] headings = ["unscored", "$/correct", " n ", "p50 s"];
        var report = Troubled().Report();
        var lost = Enumerable.Range(40, 80).Reverse()
            .Select(width => Texts.Terminal(report, width).Split('\n'))
            .Select(lines => lines.SkipWhile(line => line != "Ranking").ElementAt(1))
            .Select(line => headings.Where(heading => !line.Contains(heading, StringComparison.Ordinal)).ToList())
            .ToList();

        Assert.Empty(lost[0]);
        Assert.Equal(headings, lost[^1]);
        Assert.All(lost, missing => Assert.Equal(headings.Take(missing.Count), missing));
    }

    [Fact]
    public void An_interval_that_reaches_the_best_mean_is_marked_and_equal_means_share_a_rank()
    {
        var story = Story.Of(items: 40, targets: 4);
        for (var item = 0; item < 40; item++)
        {
            story.Scores(item * 4, item < 30 ? 1 : 0).Scores(item * 4 + 1, item < 27 ? 1 : 0);
            story.Scores(item * 4 + 2, item >= 10 ? 1 : 0).Scores(item * 4 + 3, item < 5 ? 1 : 0);
        }

        var standings = Standings.Of(story.Report().Targets, target => target.Completed);

        Assert.Equal(
            [("A", 1, false), ("C", 1, false), ("B", 3, true), ("D", 4, false)],
            standings.Select(standing => (standing.Who.Target, standing.Rank!.Value, standing.ReachesBest)));
    }

    [Theory]
    [InlineData(false, "mean nothing")]
    [InlineData(true, "Scores are simulated")]
    public void A_simulated_run_says_so(bool hasAnswers, string said)
    {
        var report = Story.Of(items: 1, targets: 1, change: started => started with
        {
            Options = new RunOptions { Simulated = true, SimulatedAnswers = hasAnswers },
        }).Scores(0, 1).Finishes().Report();

        Assert.Contains(said, Texts.Terminal(report, 80), StringComparison.Ordinal);
        Assert.DoesNotContain("imulated", Texts.Terminal(Calm().Report(), 80), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_reason_to_stop_is_told_in_words_of_its_own()
    {
        var said = Enum.GetValues<EndReason>().Select(because =>
            Texts.Terminal(Story.Of(items: 1, targets: 1).Finishes(because).Report(), 120).Split('\n')[1])
            .Append(Texts.Terminal(Story.Of(items: 1, targets: 1).Report(), 120).Split('\n')[1]).ToList();

        Assert.Equal(said.Count, said.Distinct().Count());
    }

    [Fact]
    public void All_nine_outcomes_find_room_on_a_narrow_terminal()
    {
        var story = Story.Of(items: 9, targets: 1);
        foreach (var outcome in Enum.GetValues<Outcome>())
            story.Ends((int)outcome, outcome, outcome == Outcome.Scored ? 1 : null);
        var text = Texts.Terminal(story.Report(), 60);
        var table = text[text.IndexOf("Outcomes", StringComparison.Ordinal)..];

        Assert.All(
            (string[])
            [
                "scored", "refused", "filtered", "truncated", "too long", "unparseable", "failed", "judge failed",
                "not run", "of all %", "bounds %",
            ],
            heading => Assert.Contains(heading, table, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ko")]
    public void A_small_cost_never_reads_as_nothing(string language)
    {
        var report = Story.Of(items: 1, targets: 2).Scores(0, 1, usd: 25m).Scores(1, 1, usd: 0.0001m).Report();

        Assert.Contains("<0.01", Texts.Terminal(report, 120, language), StringComparison.Ordinal);
    }

    // Four models of three groups; one is gone, one is cut often and dies twice, a crash loses a call.
    internal static Story Troubled()
    {
        string[] categories = ["lookup", "시장 규모", "multi-step estimation"];
        var story = Story.Of(items: 12, targets: 4, change: started => started with
        {
            Suite = "market-sizing",
            Run = "20261120-100000-3f2a",
            Options = new RunOptions { Simulated = true, SimulatedAnswers = true },
            Items = [.. started.Items.Select((item, index) => item with { Category = categories[index % 3] })],
            Targets =
            [
                Story.Target("gpt-6.1-sol-high", "openai_thinking"),
                Story.Target("gpt-4.5-preview", "openai_thinking"),
                Story.Target("claude-haiku-5-5", "claude") with { Omitted = ["temperature", "seed"] },
                Story.Target("lab/한국어-모델", "lab"),
            ],
            Gates = [new GateFact("score", ">=", 0.5m), new GateFact("cost_usd", "<=", 2)],
        });
        story.Answers(0, 0.0001m, purpose: Purpose.Preflight).Stops(
            1,
            "model_not_found: The model 'gpt-4.5-preview' does not exist or you do not have access to it.",
            "Name a model that your account has; 'hailstone models' lists what is known.");
        for (var item = 0; item < 12; item++)
        {
            var trial = item * 4;
            story.Ends(trial + 1, Outcome.NotRun, explain: "model_not_found");
            story.Scores(trial, item % 6 == 5 ? 0 : 1, usd: 0.0312m, seconds: 4 + item, wait: 0.5);
            if (item < 3)
                story.Fails(trial + 2, "rate_limit");
            story.Scores(trial + 2, item % 3 == 2 ? 0 : 1, usd: 0.0021m, seconds: 1 + item / 10.0, wait: 2);
            if (item is 4 or 7)
                story.Fails(trial + 3).Fails(trial + 3, cost: CostStatus.Unknown).Ends(trial + 3, Outcome.Failed);
            else if (item is 5 or 8 or 11)
                story.Answers(trial + 3, 0.0004m, CostStatus.Estimated, 9).Ends(trial + 3, Outcome.Truncated);
            else
                story.Scores(trial + 3, item % 2, usd: 0.0002m, seconds: 2);
        }

        return story.Finishes(bound: 51.2);
    }

    private static Story Calm()
    {
        var story = Story.Of(items: 10, targets: 2, change: started => started with { Suite = "calm" });
        for (var item = 0; item < 10; item++)
            story.Scores(item * 2, 1, usd: 0.5m).Scores(item * 2 + 1, item < 6 ? 1 : 0, usd: 0.25m);
        return story.Finishes();
    }
}
