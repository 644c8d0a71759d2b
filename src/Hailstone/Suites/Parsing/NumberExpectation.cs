namespace Hailstone.Suites.Parsing;

/// <summary>Makes expectations of numbers.</summary>
internal static class NumberExpectation
{
    /// <summary>The expectation, or null where that has been reported.</summary>
    /// <param name="bound">What the numbers bound.</param>
    /// <param name="texts">The numbers as rendered: two for a range, else one.</param>
    /// <param name="item">The item's id.</param>
    /// <param name="place">Where the item stands.</param>
    /// <param name="kind">What problems of this scorer have in common.</param>
    /// <param name="problems">Where to report.</param>
    public static Expectation? Make(
        NumberBound bound, IReadOnlyList<string> texts, string item, Place place, string kind, ProblemLog problems)
    {
        var numbers = texts.Select(NumberText.Parse).ToList();
        var wrong = numbers.FindIndex(number => number is null);
        if (wrong >= 0)
        {
            var message = Phrase.Of(SuiteMessages.NotNumber, item, texts[wrong]);
            problems.AddAlike(kind, place, "suite.expectation", message, SuiteMessages.NotNumberMend);
            return null;
        }

        switch (bound, numbers)
        {
            case (NumberBound.Range, [{ } low, { } high]) when low <= high:
                return new Expectation.Range(low, high);
            case (NumberBound.Range, _):
                var backwards = Phrase.Of(SuiteMessages.RangeBackwards, item, string.Join(", ", texts));
                problems.AddAlike(kind, place, "suite.expectation", backwards, SuiteMessages.RangeBackwardsMend);
                return null;
            case (NumberBound.AtLeast, _):
                return new Expectation.AtLeast(numbers[0]!.Value);
            case (NumberBound.AtMost, _):
                return new Expectation.AtMost(numbers[0]!.Value);
            default:
                return new Expectation.Equal(numbers[0]!.Value);
        }
    }
}
