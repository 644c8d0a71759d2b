namespace Hailstone.Importing;

/// <summary>The items, targets and repeats that a file speaks of, in the order of their first mention.</summary>
internal sealed record ImportGrid
{
    private const long MostTrials = 10_000_000;

    /// <summary>The first trial of each item.</summary>
    public required IReadOnlyList<ImportedTrial> Items { get; init; }

    /// <summary>The first trial of each target.</summary>
    public required IReadOnlyList<ImportedTrial> Targets { get; init; }

    /// <summary>Trials of each pair.</summary>
    public required int Repeats { get; init; }

    /// <summary>The trials by their index in the grid.</summary>
    public required SortedDictionary<int, ImportedTrial> Trials { get; init; }

    /// <summary>Lays trials out, or says what does not fit together.</summary>
    public static ImportGrid? Of(List<ImportedTrial> trials, ImportProblems problems)
    {
        if (trials.Count == 0)
        {
            problems.Add(null, "import.empty", ImportMessages.Empty, ImportMessages.FormMend);
            return null;
        }

        var items = trials.DistinctBy(trial => trial.Item).ToList();
        var targets = trials.DistinctBy(trial => trial.Target).ToList();
        var repeats = trials.Max(trial => trial.Repeat);
        if ((long)items.Count * targets.Count * repeats > MostTrials)
        {
            problems.Add(
                null,
                "import.too-many",
                ImportMessages.TooMany,
                ImportMessages.TooLargeMend,
                items.Count,
                targets.Count,
                repeats);
            return null;
        }

        var itemIndex = Index(items.Select(trial => trial.Item));
        var targetIndex = Index(targets.Select(trial => trial.Target));
        var grid = new SortedDictionary<int, ImportedTrial>();
        foreach (var trial in trials)
        {
            var item = items[itemIndex[trial.Item]];
            if (trial.Category != item.Category || trial.Cluster != item.Cluster)
            {
                problems.Add(
                    trial.Line, "import.item", ImportMessages.Item, ImportMessages.ItemMend, trial.Item, item.Line);
            }

            var pair = (itemIndex[trial.Item] * targets.Count) + targetIndex[trial.Target];
            var index = (pair * repeats) + trial.Repeat - 1;
            if (!grid.TryAdd(index, trial))
            {
                problems.Add(
                    trial.Line, "import.twice", ImportMessages.Twice, ImportMessages.TwiceMend,
                    trial.Item, trial.Target, trial.Repeat, grid[index].Line);
            }
        }

        return new ImportGrid { Items = items, Targets = targets, Repeats = repeats, Trials = grid };
    }

    private static Dictionary<string, int> Index(IEnumerable<string> ids) =>
        ids.Select((id, index) => (id, index))
            .ToDictionary(pair => pair.id, pair => pair.index, StringComparer.Ordinal);
}
