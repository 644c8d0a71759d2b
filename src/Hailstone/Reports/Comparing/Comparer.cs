using Hailstone.Ledger;
using Hailstone.Statistics;

namespace Hailstone.Reports.Comparing;

/// <summary>Makes comparisons.</summary>
public static class Comparer
{
    /// <summary>Every target of a run against every other.</summary>
    /// <param name="run">The run.</param>
    /// <param name="targets">The ids of those to compare; default all.</param>
    /// <param name="test">The test that is wished, as <see cref="Differences.Of"/> takes it.</param>
    public static Comparison Within(
        ComparedRun run, IReadOnlyCollection<string>? targets = null, string? test = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        var all = Contestant.Of(run.Report).Where(one => IsMeant(one.Target, targets)).ToList();
        return new Comparison
        {
            Runs = [run.Report],
            Items = run.Items.Count,
            Pairs = Adjusted(all.SelectMany((a, place) =>
                all.Skip(place + 1).Select(b => Pair(a, b, run.Items, test)))),
        };
    }

    /// <summary>Each target of a run against itself in another run, on the questions that both asked alike.</summary>
    /// <param name="first">The run of A.</param>
    /// <param name="second">The run of B.</param>
    /// <param name="targets">The ids of those to compare; default all.</param>
    /// <param name="test">The test that is wished, as <see cref="Differences.Of"/> takes it.</param>
    public static Comparison Across(
        ComparedRun first, ComparedRun second, IReadOnlyCollection<string>? targets = null, string? test = null)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var other = second.Items.Zip(second.Expected)
            .ToDictionary(item => item.First.Id, item => item, StringComparer.Ordinal);
        var same = first.Items.Zip(first.Expected)
            .Where(item => other.TryGetValue(item.First.Id, out var its) && IsSame(item.First.Asked, its.First.Asked))
            .ToList();
        var a = Contestant.Of(first.Report).Where(one => IsMeant(one.Target, targets)).ToList();
        var b = Contestant.Of(second.Report).Where(one => IsMeant(one.Target, targets))
            .ToDictionary(one => one.Target, StringComparer.Ordinal);
        return new Comparison
        {
            Runs = [first.Report, second.Report],
            Items = same.Count,
            ItemsLeftOut = first.Items.Count + second.Items.Count - (2 * same.Count),
            TargetsLeftOut =
                [.. a.Select(one => one.Target).Except(b.Keys), .. b.Keys.Except(a.Select(one => one.Target))],
            IsScoredOtherwise = !IsSame(first.Scoring, second.Scoring)
                || same.Exists(item => !IsSame(item.Second, other[item.First.Id].Second)),
            Pairs = Adjusted(a.Where(one => b.ContainsKey(one.Target))
                .Select(one => Pair(one, b[one.Target], [.. same.Select(item => item.First)], test))),
        };
    }

    private static bool IsMeant(string target, IReadOnlyCollection<string>? targets) =>
        targets is null or { Count: 0 } || targets.Contains(target, StringComparer.Ordinal);

    // A mark that is not known is no change.
    private static bool IsSame(string? one, string? other) => one is null || other is null || one == other;

    private static ComparedPair Pair(Contestant a, Contestant b, IReadOnlyList<ItemFact> items, string? test)
    {
        var pairs = new List<PairedScores>();
        var (missingA, missingB, low, high) = (0, 0, new List<double>(), new List<double>());
        foreach (var item in items)
        {
            var (ofA, ofB) = (a.Items[item.Id], b.Items[item.Id]);
            missingA += ofA.Mean is null ? 1 : 0;
            missingB += ofB.Mean is null ? 1 : 0;
            low.Add(ofA.Low - ofB.High);
            high.Add(ofA.High - ofB.Low);
            if (ofA.Mean is { } meanOfA && ofB.Mean is { } meanOfB)
                pairs.Add(new PairedScores(meanOfA, meanOfB, item.Cluster));
        }

        return new ComparedPair
        {
            A = a.Target,
            B = b.Target,
            Difference = Differences.Of(pairs, test),
            MissingA = missingA,
            MissingB = missingB,
            Bounds = items.Count == 0 ? null : new Interval(MeanOf(low), MeanOf(high)),
        };
    }

    private static double MeanOf(List<double> values) => ExactOrder.Sum(values) / values.Count;

    private static IReadOnlyList<ComparedPair> Adjusted(IEnumerable<ComparedPair> pairs)
    {
        var all = pairs.ToList();
        var adjusted = Holm.Adjusted([.. all.Select(pair => pair.Difference.P)]);
        return [.. all.Select((pair, place) => pair with { PAdjusted = adjusted[place] })];
    }
}
