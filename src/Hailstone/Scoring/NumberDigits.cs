using System.Globalization;

namespace Hailstone.Scoring;

/// <summary>The digits of one number.</summary>
/// <param name="Whole">Before the decimal point, without grouping; at least one.</param>
/// <param name="Fraction">Behind it, or none.</param>
/// <param name="End">Where they end, not included.</param>
internal readonly record struct NumberDigits(string Whole, string Fraction, int End)
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private const int MostPowerDigits = 6;

    private static readonly string[] Times = ["\\times", "\\cdot", "×", "·", "⋅", "x", "X", "*"];

    /// <summary>Reads them from their first digit, or the point before it.</summary>
    public static NumberDigits Read(string text, int at)
    {
        var end = Run(text, at);
        var whole = text[at..end];
        foreach (var separator in whole is ['0', ..] ? "" : ",' ")
        {
            var grouped = Groups(text, end, separator);
            if (whole.Length is 1 or 2 or 3 && grouped > end)
                (whole, end) = (text[at..grouped].Replace($"{separator}", "", StringComparison.Ordinal), grouped);
        }

        // 1.234.567: points that group, where there are two and more.
        var dotted = Groups(text, end, '.');
        if (whole.Length is 1 or 2 or 3 && dotted > end + 4)
            return new NumberDigits(text[at..dotted].Replace(".", "", StringComparison.Ordinal), "", dotted);
        if (At(text, end) != '.' || !char.IsAsciiDigit(At(text, end + 1)))
            return new NumberDigits(whole, "", end);
        var last = Run(text, end + 1);
        return new NumberDigits(whole.Length == 0 ? "0" : whole, text[(end + 1)..last], last);
    }

    /// <summary>The power of ten behind the digits (e-6, × 10^6, ×10⁶), and where it ends; 0 without one.</summary>
    public static (string Power, int End) Power(string text, NumberDigits digits)
    {
        var end = digits.End;
        if (At(text, end) is 'e' or 'E' && Exponent(text, end + 1) is (string scientific, int afterScientific)
            && !char.IsAsciiLetterOrDigit(At(text, afterScientific)))
        {
            return (scientific, afterScientific);
        }

        // 10^6 by itself is ten with five powers more.
        if (digits is { Whole: "10", Fraction: "" } && Raised(text, end) is (string own, int afterOwn))
            return (Less(own), afterOwn);
        var at = Skip(text, end);
        var times = Array.Find(Times, sign => text.AsSpan(at).StartsWith(sign, StringComparison.Ordinal));
        at = times is null ? at : Skip(text, at + times.Length);
        if (times is null || !text.AsSpan(at).StartsWith("10"))
            return ("0", end);
        return Raised(text, at + 2) is (string power, int after) ? (power, after) : ("0", end);
    }

    private static string Less(string power) =>
        (int.Parse(power, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) - 1)
        .ToString(CultureInfo.InvariantCulture);

    private static (string Power, int End)? Raised(string text, int at)
    {
        if (At(text, at) is '^')
        {
            var braced = At(text, at + 1) == '{';
            var exponent = Exponent(text, braced ? at + 2 : at + 1);
            return exponent is (string power, int end) ? (power, braced && At(text, end) == '}' ? end + 1 : end) : null;
        }

        var from = At(text, at) == '⁻' ? at + 1 : at;
        var last = from;
        while (last - from < MostPowerDigits && Superscripts.Contains(At(text, last), StringComparison.Ordinal))
            last++;
        var digits = text[from..last].Select(digit => Superscripts.IndexOf(digit, StringComparison.Ordinal));
        return last == from ? null : ((from > at ? "-" : "") + string.Concat(digits), last);
    }

    private static (string Power, int End)? Exponent(string text, int at)
    {
        var from = At(text, at) is '-' or '+' ? at + 1 : at;
        var end = Run(text, from);
        return end == from || end - from > MostPowerDigits ? null : (text[at..end], end);
    }

    // Where groups of three digits end that begin with a separator; where they began, if there are none.
    private static int Groups(string text, int end, char separator)
    {
        while (At(text, end) == separator && Run(text, end + 1) == end + 4)
            end += 4;
        return end;
    }

    private static int Run(string text, int at)
    {
        while (char.IsAsciiDigit(At(text, at)))
            at++;
        return at;
    }

    private static int Skip(string text, int at) => At(text, at) == ' ' ? at + 1 : at;

    private static char At(string text, int at) => at < text.Length ? text[at] : '\0';
}
