namespace Hailstone.Simulator.Answers;

/// <summary>Text counted in tokens of four characters.</summary>
internal static class TokenText
{
    private const int CharactersPerToken = 4;

    /// <summary>The tokens of so many characters, rounded up.</summary>
    public static long Count(long characters) => (characters + CharactersPerToken - 1) / CharactersPerToken;

    /// <summary>The first characters of a text; one fewer where the cut would fall inside a surrogate pair.</summary>
    public static string Cut(string text, int length) => text[..Boundary(text, length)];

    /// <summary>A text in so many parts of about the same length, none of which splits a surrogate pair.</summary>
    public static IEnumerable<string> Split(string text, long parts)
    {
        var start = 0;
        for (var part = 1L; part <= parts; part++)
        {
            var end = Boundary(text, (int)((Int128)text.Length * part / parts));
            yield return text[start..end];
            start = end;
        }
    }

    private static int Boundary(string text, int index) =>
        index > 0 && index < text.Length && char.IsHighSurrogate(text[index - 1]) ? index - 1 : index;
}
