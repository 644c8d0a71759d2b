using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Hailstone.Ledger;
using Hailstone.Reports.Comparing;
using Hailstone.Scoring;
using Hailstone.Statistics;
using NJsonSchema;
using Xunit;

namespace Hailstone.Tests.Reports.Comparing;

public sealed class ComparerTests
{
    private static readonly Lazy<JsonSchema> Schema = new(() =>
        JsonSchema.FromJsonAsync(Texts.Repository("docs", "compare.schema.json")).GetAwaiter().GetResult());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>
    /// The example of docs/comparing.md: of 200 questions A has not ended 10, of which B has 6 right, and B has not
    /// ended 5, of which A has 4 right; of the others A alone has 20 right, B alone 8.
    /// </summary>
    [Fact]
    public async Task Missing_questions_are_left_out_and_bound_the_difference()
    {
        var story = Story.Of(items: 200, targets: 2);
        for (var item = 0; item < 200; item++)
        {
            var (a, b) = item switch
            {
                < 6 => (null, 1),
                < 10 => (null, 0),
                < 14 => (1, null),
                < 15 => (0, null),
                < 35 => (1, 0),
                < 43 => (0, 1),
                _ => ((double?)1, (double?)1),
            };
            Put(story, item, 0, a);
            Put(story, item, 1, b);
        }

        var pair = Assert.Single(Comparer.Within(await ReadAsync(story)).Pairs);

        Assert.Equal(("A", "B", 185, 10, 5), (pair.A, pair.B, pair.Difference.N, pair.MissingA, pair.MissingB));
        Assert.Equal(12.0 / 185, pair.Difference.Mean!.Value, 1e-12);
        Assert.Equal(0.025, pair.Bounds!.Value.Low, 1e-12);
        Assert.Equal(0.10, pair.Bounds!.Value.High, 1e-12);
        Assert.Equal(McNemar.Exact(20, 8), pair.Difference.P!.Value, 1e-12);
    }

    [Fact]
    public async Task A_models_own_failures_are_worth_nothing_and_others_are_missing()
    {
        var story = Story.Of(items: 9, targets: 2);
        var outcomes = Enum.GetValues<Outcome>();
        for (var item = 0; item < 9; item++)
        {
            story.Answers(2 * item).Ends(2 * item, outcomes[item], outcomes[item] == Outcome.Scored ? 1 : null);
            story.Scores((2 * item) + 1, 1);
        }

        var pair = Assert.Single(Comparer.Within(await ReadAsync(story)).Pairs);

        Assert.Equal((6, 3, 0), (pair.Difference.N, pair.MissingA, pair.MissingB));
        Assert.Equal(-5.0 / 6, pair.Difference.Mean!.Value, 1e-12);
        Assert.Equal(-8.0 / 9, pair.Bounds!.Value.Low, 1e-12);
        Assert.Equal(-5.0 / 9, pair.Bounds!.Value.High, 1e-12);
    }

    [Fact]
    public async Task Repeats_of_a_question_are_one_question_and_a_lost_repeat_widens_the_bounds_alone()
    {
        var story = Story.Of(items: 2, targets: 2, repeats: 2);
        // Trials: item 0 of A, of B, item 1 of A, of B; two each.
        foreach (var (trial, score) in new[] { (0, 1.0), (1, 0), (2, 0), (3, 0), (4, 1), (6, 0), (7, 0) })
            story.Scores(trial, score);
        story.Fails(5).Ends(5, Outcome.Failed);

        var pair = Assert.Single(Comparer.Within(await ReadAsync(story)).Pairs);

        Assert.Equal((2, 0, PairedTest.Student), (pair.Difference.N, pair.MissingA, pair.Difference.Test));
        Assert.Equal((0.5 + 1) / 2, pair.Difference.Mean);
        Assert.Equal(new Interval(0.5, 0.75), pair.Bounds);
    }

    [Fact]
    public async Task Each_p_is_adjusted_for_all_tests_made_and_who_was_not_heard_makes_none()
    {
        var story = Story.Of(items: 12, targets: 4);
        for (var item = 0; item < 12; item++)
        {
            Put(story, item, 0, 1);
            Put(story, item, 1, 0);
            Put(story, item, 2, item % 2);
            Put(story, item, 3, null);
        }

        var comparison = Comparer.Within(await ReadAsync(story));

        Assert.Equal(["A B", "A C", "A D", "B C", "B D", "C D"], comparison.Pairs.Select(pair => $"{pair.A} {pair.B}"));
        Assert.Equal(3, comparison.TestsMade);
        Assert.Equal(3 * McNemar.Exact(12, 0), comparison.Pairs[0].PAdjusted!.Value, 1e-12);
        Assert.True(comparison.Pairs[0].Differs);
        Assert.Null(comparison.Pairs[2].PAdjusted);
        Assert.False(comparison.Pairs[2].Differs);
        var two = Comparer.Within(await ReadAsync(story), ["C", "A"]);
        Assert.Equal(("A", "C"), (Assert.Single(two.Pairs).A, two.Pairs[0].B));
        Assert.Equal(two.Pairs[0].Difference.P, two.Pairs[0].PAdjusted);
    }

    [Fact]
    public async Task Clusters_are_the_items_own()
    {
        var story = Story.Of(items: 12, targets: 2, change: run => run with
        {
            Items = [.. run.Items.Select((item, index) => item with { Cluster = $"passage {index / 3}" })],
        });
        for (var item = 0; item < 12; item++)
        {
            Put(story, item, 0, item < 6 ? 1 : 0);
            Put(story, item, 1, item % 4 == 0 ? 1 : 0);
        }

        var difference = Assert.Single(Comparer.Within(await ReadAsync(story)).Pairs).Difference;

        Assert.Equal(PairedTest.Clustered, difference.Test);
    }

    [Fact]
    public async Task Two_runs_are_compared_on_what_both_ask_alike()
    {
        var first = Run("r1", ["q1 a", "q2 b", "q3 c", "q4 d"], ["A", "B"], scoring: "s1");
        var second = Run("r2", ["q5 e", "q2 b", "q1 a", "q3 otherwise"], ["B", "C"], scoring: "s2");
        foreach (var item in Enumerable.Range(0, 4))
        {
            Put(first, item, 1, 1);
            Put(second, item, 0, item == 2 ? 0 : 1);
        }

        var comparison = Comparer.Across(await ReadAsync(first), await ReadAsync(second));

        var pair = Assert.Single(comparison.Pairs);
        Assert.Equal(("B", "B", 2, 0.5), (pair.A, pair.B, pair.Difference.N, pair.Difference.Mean));
        Assert.Equal((2, 4), (comparison.Items, comparison.ItemsLeftOut));
        Assert.Equal(["A", "C"], comparison.TargetsLeftOut);
        Assert.True(comparison.IsScoredOtherwise);
    }

    [Fact]
    public async Task Scores_that_were_made_again_count_with_the_scorers_of_then()
    {
        var first = Run("r1", ["q1 a"], ["A"], scoring: "s1");
        var second = Run("r2", ["q1 a"], ["A"], scoring: "s2");
        Put(first, 0, 0, 1);
        Put(second, 0, 0, 0);
        second.Keep(new RunRescored
        {
            At = second.Started.At,
            Version = "0.1.0",
            SuiteHash = "x",
            Plan = "y",
            Scoring = "s1",
            Expected = ["e"],
        }).Ends(0, Outcome.Scored, 1);

        var comparison = Comparer.Across(await ReadAsync(first), await ReadAsync(second));

        Assert.False(comparison.IsScoredOtherwise);
        Assert.Equal(0, Assert.Single(comparison.Pairs).Difference.Mean);
    }

    [Fact]
    public void Any_two_of_any_run_hold_to_the_schema() => Tales.Runs.Sample(
        facts =>
        {
            var run = ComparedRun.ReadAsync(facts.ToAsyncEnumerable(), CancellationToken.None).GetAwaiter().GetResult();
            var comparison = Comparer.Within(run);
            var json = Json(comparison);
            Assert.Empty(Schema.Value.Validate(json));
            Assert.Equal(comparison.Pairs.Count, JsonNode.Parse(json)!["pairs"]!.AsArray().Count);
        },
        iter: 300);

    [Theory]
    [InlineData(120, "en")]
    [InlineData(60, "en")]
    [InlineData(100, "ko")]
    public async Task A_comparison_reads_well(int width, string language)
    {
        var story = Story.Of(items: 30, targets: 3, repeats: 1);
        for (var item = 0; item < 30; item++)
        {
            Put(story, item, 0, item < 25 ? 1 : 0);
            Put(story, item, 1, item < 12 ? 1 : 0);
            Put(story, item, 2, item < 3 ? null : item % 5 / 4.0);
        }

        var comparison = Comparer.Within(await ReadAsync(story));

        Texts.AssertGolden(
            $"comparison.{language}.{width}.txt",
            Texts.InLanguage(language, writer => TextComparison.Write(comparison, writer, width)));
    }

    private static Task<ComparedRun> ReadAsync(Story story) =>
        ComparedRun.ReadAsync(story.Facts.ToAsyncEnumerable(), Cancellation);

    private static Story Run(string id, string[] items, string[] targets, string scoring) =>
        Story.Of(1, 1, change: run => run with
        {
            Run = id,
            Scoring = scoring,
            Items =
            [
                .. items.Select(item => item.Split(' ', 2))
                    .Select(item => new ItemFact(item[0], null, null) { Asked = item[1], Expected = "e" }),
            ],
            Targets = [.. targets.Select(target => Story.Target(target))],
        });

    private static void Put(Story story, int item, int target, double? score)
    {
        var trial = (item * story.Started.Targets.Count) + target;
        if (score is { } value)
            story.Scores(trial, value);
        else
            story.Fails(trial).Ends(trial, Outcome.Failed);
    }


    private static string Json(Comparison comparison)
    {
        using var stream = new MemoryStream();
        JsonComparison.Write(comparison, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
