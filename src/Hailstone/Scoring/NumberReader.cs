using System.Globalization;

namespace Hailstone.Scoring;

/// <summary>Reads the numbers of a text, one after the other, in one pass.</summary>
internal static class NumberReader
{
    private const string Currencies = "$€£¥₩";

    /// <summary>All of its numbers. Digits that belong to a name (GPT-4, H2O) or a version (1.2.3) are none.</summary>
    public static IEnumerable<NumberToken> Numbers(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            if (!Begins(text, at))
                at++;
            else if (InName(text, at) || IsVersion(text, at))
                at = AfterRun(text, at);
            else
            {
                var token = Read(text, at);
                yield return token;
                at = token.End;
            }
        }
    }

    /// <summary>A number without sign and unit: digits, grouping, decimals, power of ten.</summary>
    internal static (decimal? Value, int End) Plain(string text, int at)
    {
        var digits = NumberDigits.Read(text, at);
        var (power, end) = NumberDigits.Power(text, digits);
        var written = $"{digits.Whole}.{digits.Fraction}e{power}";
        var held = decimal.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var value);
        return (held ? value : null, end);
    }

    private static NumberToken Read(string text, int at)
    {
        var (start, negative, priced) = Sign(text, at);
        var (value, end) = Plain(text, at);
        (value, end) = NumberUnits.Apply(text, value, end, priced);
        return new NumberToken(negative ? -value : value, text[start..end], start, end);
    }

    private static bool Begins(string text, int at) =>
        char.IsAsciiDigit(text[at])
        || (text[at] == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])
            && (at == 0 || !char.IsLetterOrDigit(text[at - 1])));

    private static bool InName(string text, int at)
    {
        if (at == 0)
            return false;
        if (char.IsAsciiLetter(text[at - 1]))
            return !EndsInCurrency(text, at);
        var joined = at > 1 && text[at - 1] is '-' or '_' && char.IsAsciiLetter(text[at - 2]);
        return joined && !EndsInCurrency(text, at - 1);
    }

    private static bool EndsInCurrency(string text, int at) =>
        at >= 3
        && (at == 3 || !char.IsAsciiLetter(text[at - 4]))
        && text.AsSpan(at - 3, 3) is "USD" or "KRW" or "EUR" or "JPY" or "GBP" or "CNY";

    private static bool IsVersion(string text, int at)
    {
        var digits = NumberDigits.Read(text, at);
        return digits.End + 1 < text.Length && text[digits.End] == '.' && char.IsAsciiDigit(text[digits.End + 1]);
    }

    private static int AfterRun(string text, int at)
    {
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at])
            || (text[at] == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]))))
        {
            at++;
        }

        return at;
    }

    // A minus that joins (2020-2024, 10-5) is no sign.
    private static (int Start, bool Negative, bool Priced) Sign(string text, int at)
    {
        var start = at;
        if (start > 1 && text[start - 1] == ' ' && Currencies.Contains(text[start - 2], StringComparison.Ordinal))
            start--;
        var priced = start > 0 && Currencies.Contains(text[start - 1], StringComparison.Ordinal);
        start = priced ? start - 1 : at;
        var signed = start > 0 && text[start - 1] is '-' or '+'
            && (start == 1 || !(char.IsLetterOrDigit(text[start - 2]) || text[start - 2] is ')' or ']' or '%'));
        return signed ? (start - 1, text[start - 1] == '-', priced) : (start, false, priced);
    }
}
