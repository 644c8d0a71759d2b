using Hailstone.Suites.Templates;

namespace Hailstone.Suites.Parsing;

/// <summary>A scorer with the templates that say what it expects of an item; without them the item says it.</summary>
/// <param name="Spec">What holds for every item.</param>
/// <param name="Values">Texts, a pattern, or numbers as <see cref="Bound"/> says; null takes the item's own.</param>
internal sealed record ScorerDraft(ScorerSpec Spec, IReadOnlyList<LiquidTemplate>? Values)
{
    /// <summary>What the values of a number bound.</summary>
    public NumberBound Bound { get; init; }

    /// <summary>The checks of a rubric, one for each of its spec; else none.</summary>
    public IReadOnlyList<CheckDraft> Checks { get; init; } = [];

    /// <summary>All its templates, those of its checks included.</summary>
    public IEnumerable<LiquidTemplate> Templates => (Values ?? []).Concat(Checks.SelectMany(check => check.Values));
}
