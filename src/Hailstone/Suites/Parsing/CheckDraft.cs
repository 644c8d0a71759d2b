using Hailstone.Suites.Templates;

namespace Hailstone.Suites.Parsing;

/// <summary>A check of a rubric with the templates that say what it expects of an item.</summary>
/// <param name="Check">What holds for every item.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Values">Texts, or numbers as <paramref name="Bound"/> says; none where it looks at presence.</param>
/// <param name="Bound">What the values of a number bound.</param>
internal sealed record CheckDraft(
    RubricCheck Check, Place Place, IReadOnlyList<LiquidTemplate> Values, NumberBound Bound = NumberBound.Exactly);
