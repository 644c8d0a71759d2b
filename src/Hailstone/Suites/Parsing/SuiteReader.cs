using Hailstone.Suites.Data;

namespace Hailstone.Suites.Parsing;

/// <summary>Resolves a suite as written into one that can be run.</summary>
internal sealed class SuiteReader(Reading reading, SuiteOptions options)
{
    private const int MostRepeats = 1_000;

    /// <summary>The suite; it may be used only where no problem was found.</summary>
    public Suite? Read(Written.Mapping root, string path)
    {
        var from = new MappingReader(root, "suite", SuiteKeys.Suite, reading.Problems, SuiteKeys.LaterKey);
        foreach (var key in new[] { "name", "targets", "score" })
            from.Require(key);

        var name = from.Text("name");
        Names.Check(name is null ? null : from.Scalar("name"), "name", reading.Problems);
        var description = from.Text("description");
        var targets = ReadTargets(from);
        var providers = ProviderReader.Read(from.Mapping("providers"), reading);
        var scorers = from.List("score") is { } written ? new ScorerReader(reading).Read(written) : [];
        var items = ReadItems(from, scorers);
        var repeats = ReadRepeats(from);
        var seed = from.Whole("seed", long.MinValue, long.MaxValue) ?? 0;
        var policy = PolicyReader.Read(from, options.Policy, reading.Problems);
        var (budget, perTargetUsd) = SettingsReader.ReadBudget(from.Mapping("budget"), options, reading.Problems);
        var gates = SettingsReader.ReadGates(from.List("gates"), reading.Problems);
        if (name is null || reading.Problems.Count > 0)
            return null;

        targets = [.. targets.Select(target => target with
        {
            BudgetUsd = options.TargetBudgetUsd ?? target.BudgetUsd ?? perTargetUsd,
        })];
        var suite = new Suite
        {
            Name = name,
            Description = description,
            Path = path,
            Hash = "",
            Targets = targets,
            Providers = providers,
            Items = items,
            Scorers = [.. scorers.Select(scorer => scorer.Spec)],
            Repeats = repeats,
            Seed = seed,
            Policy = policy,
            Budget = budget.Usd is not null || targets.Any(target => target.BudgetUsd is not null) ? budget : null,
            Gates = gates,
        };
        return suite with { Hash = SuiteHash.Of(suite) };
    }

    private List<Target> ReadTargets(MappingReader from)
    {
        var written = from.Mapping("defaults") is { } mapping
            ? new MappingReader(mapping, "defaults", SuiteKeys.Defaults, reading.Problems)
            : null;
        var defaults = written is null ? new Parameters() : ParametersReader.Read(written, new Parameters(), reading);
        var targets = new TargetReader(defaults, SettingsReader.ReadUsd(written, "max_call_usd"), reading);
        return from.Mapping("targets") is { } groups
            ? Chosen(targets.Read(groups), [.. groups.Entries.Select(group => group.Key.Text)])
            : [];
    }

    private List<Target> Chosen(IReadOnlyList<Target> targets, IReadOnlyList<string> groups)
    {
        ReportUnknown("--target", options.Targets, [.. targets.Select(target => target.Id)]);
        ReportUnknown("--group", options.Groups, groups);
        var chosen = targets
            .Where(target => options.Targets.Count == 0 || options.Targets.Contains(target.Id, StringComparer.Ordinal))
            .Where(target => options.Groups.Count == 0 || options.Groups.Contains(target.Group, StringComparer.Ordinal))
            .ToList();
        if (targets.Count > 0 && chosen.Count == 0 && reading.Problems.Count == 0)
            reading.Problems.Add(
                new Place("--target"), "suite.nothing-left", SuiteMessages.NothingLeft, SuiteMessages.NothingLeftMend);

        return chosen;
    }

    private void ReportUnknown(string option, IReadOnlyList<string> asked, IReadOnlyList<string> known)
    {
        foreach (var name in asked.Where(name => !known.Contains(name, StringComparer.Ordinal)))
        {
            var message = Phrase.Of(SuiteMessages.WrongWord, name, option);
            reading.Problems.Add(new Place(option), "suite.unknown-name", message, Phrase.Known(name, known));
        }
    }

    private IReadOnlyList<Item> ReadItems(MappingReader from, IReadOnlyList<ScorerDraft> scorers)
    {
        var system = from.Text("system") is null ? null : reading.Template("system", from.Scalar("system"));
        var maker = new ItemMaker(system, scorers, reading);
        var items = from.List("items");
        var dataset = from.Mapping("dataset") is { } mapping ? new DatasetReader(mapping, reading) : null;
        if (!from.Has("items") && !from.Has("dataset"))
            MappingReader.Missing(reading.Problems, from.At, "items", "suite");

        if (items is not null)
        {
            maker.CheckNames([]);
            ItemReader.Read(items, maker, reading);
        }

        dataset?.Read(maker);
        return maker.Items;
    }

    private int ReadRepeats(MappingReader from)
    {
        var written = from.Whole("repeats", 1, MostRepeats);
        if (options.Repeats is < 1 or > MostRepeats)
            reading.Problems.Add(
                new Place("--repeats"),
                "suite.out-of-range",
                Phrase.Of(SuiteMessages.OutOfRange, "--repeats", options.Repeats),
                Phrase.Of(SuiteMessages.OutOfRangeMend, Phrase.Of(SuiteMessages.Between, 1, MostRepeats)));

        return options.Repeats ?? (int?)written ?? 1;
    }
}
