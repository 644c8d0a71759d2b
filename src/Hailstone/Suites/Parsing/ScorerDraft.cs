using Hailstone.Suites.Templates;

namespace Hailstone.Suites.Parsing;

/// <summary>A scorer with the templates that say what it expects of an item; without them the item says it.</summary>
/// <param name="Spec">What holds for every item.</param>
/// <param name="Values">Texts, a pattern, a number, or the two ends of a range; null takes the item's own.</param>
internal sealed record ScorerDraft(ScorerSpec Spec, IReadOnlyList<LiquidTemplate>? Values)
{
    /// <summary>Whether the values are the two ends of a range.</summary>
    public bool IsRange { get; init; }
}
