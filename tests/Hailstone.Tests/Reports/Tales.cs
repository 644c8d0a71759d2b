using CsCheck;
using Hailstone.Ledger;
using Hailstone.Scoring;

namespace Hailstone.Tests.Reports;

/// <summary>Runs as chance has them, also such as no runner writes.</summary>
internal static class Tales
{
    private static readonly Gen<string> Word =
        Gen.OneOf("rate_limit", "server_error", "lost", "한국어", "a\u001b[31m", "\u202Eb", "\ud800", "");

    private static readonly Gen<double> Number =
        Gen.OneOf(Gen.Double[0, 1], Gen.OneOf(0.0, 1.0, double.NaN, double.PositiveInfinity, -1.0));

    private static readonly Gen<Action<Story>> Step = Gen.OneOf(
        Gen.Select(Gen.Int[-1, 20], Gen.Enum<Purpose>(), Gen.Decimal[0, 1])
            .Select((trial, purpose, usd) => (Action<Story>)(story => story.Asks(trial, purpose, usd))),
        Gen.Select(Gen.Int[-1, 20], Word, Gen.Enum<CostStatus>(), Gen.Enum<Purpose>())
            .Select((trial, word, cost, purpose) => (Action<Story>)(story => story.Fails(trial, word, cost, purpose))),
        Gen.Select(Gen.Int[0, 20], Gen.Decimal[0, 1], Gen.Enum<CostStatus>(), Number, Gen.Enum<Purpose>())
            .Select((trial, usd, cost, number, purpose) => (Action<Story>)(story => story.Answers(
                trial, usd, cost, double.IsFinite(number) ? Math.Abs(number) : 1, number, purpose))),
        Gen.Select(Gen.Int[-1, 20], Gen.Enum<Outcome>(), Number, Word)
            .Select((trial, outcome, score, word) => (Action<Story>)(story => story.Ends(trial, outcome, score, word))),
        Gen.Select(Gen.Int[0, 20], Gen.Double[0, 1])
            .Select((trial, score) => (Action<Story>)(story => story.Scores(trial, Math.Round(score)))),
        Gen.Select(Gen.Int[0, 3], Word).Select((target, word) => (Action<Story>)(story => story.Stops(target, word))),
        Gen.Int[-9, 99].Select(seconds => (Action<Story>)(story => story.Later(seconds))),
        Gen.Const((Action<Story>)(story => story.Resumes())),
        Gen.Select(Gen.Enum<EndReason>(), Number).Select((because, bound) =>
            (Action<Story>)(story => story.Finishes(because, bound))));

    public static Gen<List<Fact>> Runs { get; } = Gen.Select(
        Gen.Int[0, 4],
        Gen.Int[0, 3],
        Gen.Int[1, 3],
        Word.Null().Array[4],
        Word.Null().Array[4],
        Step.List[0, 40]).Select((items, targets, repeats, categories, clusters, steps) =>
        {
            var story = Story.Of(items, targets, repeats, started => started with
            {
                Items = [.. started.Items.Select((item, index) =>
                    item with { Category = categories[index], Cluster = clusters[index] })],
                Gates = [new GateFact("score", ">=", 0.5m), new GateFact("cost_usd", "<", 1)],
            });
            foreach (var step in steps)
                step(story);
            return story.Facts;
        });
}
