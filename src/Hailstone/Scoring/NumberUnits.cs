namespace Hailstone.Scoring;

/// <summary>Words and letters behind a number that multiply it.</summary>
internal static class NumberUnits
{
    private const string Counters = "원명달개유엔불여대건円元";

    private static readonly (string Word, decimal Times)[] English =
    [
        ("thousand", 1e3m), ("million", 1e6m), ("billion", 1e9m), ("trillion", 1e12m),
    ];

    /// <summary>The value with its units, and where they end. What overflows has no value.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The bare number, or null where it is beyond all bounds.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="priced">Whether a currency sign stands before it: then M and B are million and billion.</param>
    public static (decimal? Value, int End) Apply(string text, decimal? value, int end, bool priced)
    {
        var (times, after) = Latin(text, end, priced);
        try
        {
            return after > end ? (value * times, after) : new Myriads(text, end).Read(value);
        }
        catch (OverflowException)
        {
            return (null, Math.Max(end, after));
        }
    }

    /// <summary>What an East Asian unit at this place multiplies with, and where it ends; 0 without one.</summary>
    internal static (decimal Times, int End) EastAsian(string text, int at)
    {
        var spaced = At(text, at) == ' ';
        var end = spaced ? at + 2 : at + 1;
        var times = Times(At(text, end - 1));
        var next = At(text, end);
        if (times == 0 || Otherwise(text[end - 1], next))
            return (0, at);
        var apart = spaced && char.IsLetter(next) && !char.IsAscii(next) && Times(next) == 0;
        return apart && !Counters.Contains(next, StringComparison.Ordinal) ? (0, at) : (times, end);
    }

    // Syllables that begin another word: 3조각 (three pieces), 2만큼 (as much as 2).
    private static bool Otherwise(char unit, char next) => unit switch
    {
        '만' => next is '큼' or '약' or '일',
        '조' => next is '각' or '합' or '건' or '직' or '치' or '로',
        '백' => next is '분',
        _ => false,
    };

    private static decimal Times(char letter) => letter switch
    {
        '백' or '百' => 1e2m,
        '천' or '千' => 1e3m,
        '만' or '万' or '萬' => 1e4m,
        '억' or '億' or '亿' => 1e8m,
        '조' or '兆' => 1e12m,
        _ => 0,
    };

    private static (decimal Times, int End) Latin(string text, int at, bool priced)
    {
        var letter = At(text, at);
        if (!char.IsAsciiLetterOrDigit(At(text, at + 1)) && letter is 'k' or 'K')
            return (1e3m, at + 1);
        if (!char.IsAsciiLetterOrDigit(At(text, at + 1)) && priced && letter is 'M' or 'B')
            return (letter == 'M' ? 1e6m : 1e9m, at + 1);
        var from = letter is ' ' or '-' ? at + 1 : at;
        foreach (var (word, times) in English)
        {
            if (text.AsSpan(from).StartsWith(word, StringComparison.OrdinalIgnoreCase)
                && !char.IsAsciiLetter(At(text, from + word.Length)))
            {
                return (times, from + word.Length);
            }
        }

        return (1, at);
    }

    private static char At(string text, int at) => at < text.Length ? text[at] : '\0';
}
