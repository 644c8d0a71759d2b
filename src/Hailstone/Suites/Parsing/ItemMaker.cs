using DotLiquid;
using Hailstone.Suites.Templates;

namespace Hailstone.Suites.Parsing;

/// <summary>Finishes items one after the other, and holds what they must have in common: ids of their own.</summary>
internal sealed class ItemMaker(LiquidTemplate? system, IReadOnlyList<ScorerDraft> scorers, Reading reading)
{
    /// <summary>The most items of a suite.</summary>
    public const int Most = 1_000_000;

    /// <summary>What every item's own templates may use.</summary>
    public static readonly IReadOnlyList<string> OwnNames = ["id", "category", "tags", "cluster"];

    private readonly ExpectationMaker _expectations = new(reading);
    private readonly Dictionary<string, Place> _ids = new(StringComparer.Ordinal);
    private readonly List<Item> _items = [];

    private readonly bool _usesScope = system is { IsConstant: false }
        || scorers.Any(scorer => scorer.Templates.Any(value => !value.IsConstant));

    public IReadOnlyList<Item> Items => _items;

    /// <summary>Reports names in the suite's own templates that no item of a source can have.</summary>
    public void CheckNames(IEnumerable<string> fields)
    {
        var known = OwnNames.Concat(fields).ToList();
        system?.CheckNames(known);
        foreach (var value in scorers.SelectMany(scorer => scorer.Templates))
            value.CheckNames([.. known, "expect"]);
    }

    /// <summary>What an item's templates may use of the item itself.</summary>
    public static Hash Scope(
        string id,
        string? category,
        IReadOnlyList<string> tags,
        string? cluster,
        IReadOnlyDictionary<string, object?> fields)
    {
        var scope = LiquidFields.Scope(fields);
        (scope["id"], scope["category"], scope["tags"], scope["cluster"]) = (id, category, tags, cluster);
        return scope;
    }

    public void Add(ItemDraft draft)
    {
        if (!_ids.TryAdd(draft.Id, draft.Place))
        {
            var message = Phrase.Of(SuiteMessages.ItemTwice, draft.Id, _ids[draft.Id].ToString());
            reading.Problems.AddAlike(
                "duplicate-item", draft.Place, "suite.duplicate-item", message, SuiteMessages.ItemTwiceMend);
            return;
        }

        var scope = _usesScope ? Scope(draft.Id, draft.Category, draft.Tags, draft.Cluster, draft.Fields) : new Hash();
        var instruction = system?.Render(scope, draft.Place);
        if (_usesScope && draft.Expect is { } expect)
            scope["expect"] = LiquidFields.Of(expect);

        var expectations = scorers
            .Select(scorer => _expectations.Make(scorer, scope, draft.Id, draft.Expect, draft.Place))
            .OfType<Expectation>()
            .ToList();
        if (expectations.Count == scorers.Count)
            _items.Add(Finished(draft, instruction, expectations));
    }

    private static Item Finished(ItemDraft draft, string? instruction, IReadOnlyList<Expectation> expectations) => new()
    {
        Id = draft.Id,
        Prompt = draft.Prompt,
        System = instruction,
        Expect = draft.Expect,
        Category = draft.Category,
        Tags = draft.Tags,
        Cluster = draft.Cluster,
        Place = draft.Place,
        Expectations = expectations,
    };
}
