using System.Text.Json;

namespace Hailstone.Scoring;

/// <summary>Finds the number that an answer gives.</summary>
/// <remarks>
/// A decimal point is a point and a thousands separator a comma, an apostrophe or one space; 15 % is 15, as written.
/// Korean and Japanese units (20만, 3억 2,500만, 1조 2천억, 1.5億) and English ones (1.5 million, 20k) are multiplied in.
/// </remarks>
internal static class AnswerNumber
{
    /// <summary>The number behind the last mark of an answer, else the last number.</summary>
    public static FoundNumber? InText(string text)
    {
        var prepared = Prepared(text);
        return AnswerMarks.Number(prepared) ?? Last(prepared);
    }

    /// <summary>A JSON number, or the first number of a JSON text.</summary>
    public static FoundNumber? InField(JsonElement field) => field.ValueKind switch
    {
        JsonValueKind.Number =>
            new FoundNumber(field.TryGetDecimal(out var value) ? value : null, field.GetRawText(), "a JSON number"),
        JsonValueKind.String when AnswerJson.Text(field) is string text =>
            NumberReader.Numbers(Prepared(text)).FirstOrDefault()?.Found("a JSON text"),
        _ => null,
    };

    private static FoundNumber? Last(string prepared) =>
        NumberReader.Numbers(prepared).LastOrDefault()?.Found("the last number");

    // Width, minus signs, apostrophes and spaces that only a typesetter tells apart; and LaTeX's commas.
    private static string Prepared(string text)
    {
        var letters = AnswerText.Folded(text).ToCharArray();
        for (var i = 0; i < letters.Length; i++)
        {
            letters[i] = letters[i] switch
            {
                '\u2212' or '\uFE63' => '-',
                '\u2019' => '\'',
                '\uFFE6' => '₩',
                '\uFFE5' => '¥',
                '\u00A0' or '\u2009' or '\u202F' or '\u2007' => ' ',
                var other => other,
            };
        }

        return new string(letters)
            .Replace("{,}", ",", StringComparison.Ordinal)
            .Replace("\\,", "", StringComparison.Ordinal)
            .Replace("\\$", "$", StringComparison.Ordinal);
    }
}
