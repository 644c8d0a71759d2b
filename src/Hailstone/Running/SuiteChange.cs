using Hailstone.Ledger;
using Hailstone.Scoring;

namespace Hailstone.Running;

/// <summary>How a suite has changed since a run began, and what that means for the results that are there.</summary>
public sealed record SuiteChange
{
    /// <summary>Items that are new, gone, or asked in other words, by id.</summary>
    public required IReadOnlyList<string> Items { get; init; }

    /// <summary>Targets that are new, gone, or asked otherwise, by id.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>Whether the number of repeats changed, or the seed of the order.</summary>
    public required bool Order { get; init; }

    /// <summary>Whether answers are scored otherwise: other scorers, other expectations, a newer scorer.</summary>
    public required bool Scoring { get; init; }

    /// <summary>Trials whose result holds for the suite as it is now.</summary>
    public required int StillCounts { get; init; }

    /// <summary>Trials of the suite as it is now that would have to be asked.</summary>
    public required int MustRun { get; init; }

    /// <summary>Whether the same is asked of the same: kept answers can be scored again.</summary>
    public bool AsksTheSame => Items.Count == 0 && Targets.Count == 0 && !Order;

    /// <summary>Compares.</summary>
    /// <param name="facts">The run's facts.</param>
    /// <param name="now">The fact that a run of the suite would begin with now.</param>
    public static SuiteChange Between(IReadOnlyList<Fact> facts, RunStarted now)
    {
        ArgumentNullException.ThrowIfNull(now);
        var before = facts.OfType<RunStarted>().First();
        var rescored = facts.OfType<RunRescored>().LastOrDefault();
        var items = Index(now.Items, item => item.Id, item => item.Asked);
        var targets = Index(now.Targets, target => target.Id, target => target.Fingerprint);
        var itemsBefore = Index(before.Items, item => item.Id, item => item.Asked);
        var targetsBefore = Index(before.Targets, target => target.Id, target => target.Fingerprint);
        var changedItems = Changed(itemsBefore, items);
        var changedTargets = Changed(targetsBefore, targets);
        var repeats = Math.Min(before.Repeats, now.Repeats);
        var still = Settled(facts).Count(trial =>
        {
            var (pair, repeat) = Math.DivRem(trial, before.Repeats);
            var (item, target) = Math.DivRem(pair, before.Targets.Count);
            return repeat < repeats
                && !changedItems.Contains(before.Items[item].Id)
                && !changedTargets.Contains(before.Targets[target].Id);
        });
        return new SuiteChange
        {
            Items = [.. changedItems],
            Targets = [.. changedTargets],
            Order = before.Repeats != now.Repeats || before.Seed != now.Seed
                || !before.Items.Select(item => item.Id).SequenceEqual(now.Items.Select(item => item.Id))
                || !before.Targets.Select(target => target.Id).SequenceEqual(now.Targets.Select(target => target.Id)),
            Scoring = (rescored?.Scoring ?? before.Scoring) != now.Scoring
                || !(rescored?.Expected ?? before.Items.Select(item => item.Expected))
                    .SequenceEqual(now.Items.Select(item => item.Expected)),
            StillCounts = still,
            MustRun = checked(now.Items.Count * now.Targets.Count * now.Repeats) - still,
        };
    }

    private static IEnumerable<int> Settled(IEnumerable<Fact> facts) => facts.OfType<TrialEnded>()
        .GroupBy(end => end.Trial)
        .Where(ends => ends.Last().Outcome is not (Outcome.Failed or Outcome.NotRun or Outcome.JudgeFailed))
        .Select(ends => ends.Key);

    private static Dictionary<string, string?> Index<T>(
        IEnumerable<T> things, Func<T, string> id, Func<T, string?> mark) =>
        things.ToDictionary(id, mark, StringComparer.Ordinal);

    // A run of before marks were kept says nothing of what it asked: then all counts as changed.
    private static HashSet<string> Changed(Dictionary<string, string?> before, Dictionary<string, string?> now) =>
        before.Keys.Union(now.Keys)
            .Where(id => before.GetValueOrDefault(id) is not { } mark || mark != now.GetValueOrDefault(id))
            .ToHashSet(StringComparer.Ordinal);
}
