using System.Buffers;
using System.Globalization;
using System.Text;
using Wcwidth;

namespace Hailstone.Reports;

/// <summary>Makes text of models, providers and files harmless where a person reads it.</summary>
public static class Inert
{
    private const string Ellipsis = "…";
    private const string MarkdownSigns = @"\`*_{}[]<>#|~&!@";

    /// <summary>
    /// Text for a terminal or a line of a log: control and invisible formatting characters (those that turn the reading
    /// direction among them), unpaired surrogates and separators of lines and paragraphs become visible as
    /// <c>\u{1B}</c>, the end of a line becomes <c>⏎</c> and a tab a space.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <returns>One line; the same text where nothing in it can do harm.</returns>
    public static string Terminal(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (IsHarmless(text))
            return text;
        var inert = new StringBuilder(text.Length + 16);
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
            rest = rest[Append(inert, rest)..];
        return inert.ToString();
    }

    /// <summary>As <see cref="Terminal(string)"/>, cut with an ellipsis where it is too wide.</summary>
    /// <param name="text">The text.</param>
    /// <param name="columns">The most columns; 1 or more. East Asian wide characters take two.</param>
    public static string Terminal(string text, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        var inert = Terminal(text);
        return Width(inert) <= columns ? inert : string.Concat(inert.AsSpan(0, Fit(inert, columns - 1)), Ellipsis);
    }

    /// <summary>As <see cref="Terminal(string)"/>, but a text of several lines stays one of several lines.</summary>
    /// <param name="text">The text.</param>
    public static string Lines(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => Terminal(line)));
    }

    /// <summary>
    /// Text for Markdown, as <see cref="Terminal(string)"/> and with a backslash before each character that Markdown or
    /// HTML would take for more than itself.
    /// </summary>
    /// <param name="text">The text.</param>
    public static string Markdown(string text)
    {
        var inert = new StringBuilder();
        foreach (var letter in Terminal(text))
        {
            if (MarkdownSigns.Contains(letter, StringComparison.Ordinal))
                inert.Append('\\');
            inert.Append(letter);
        }

        // Some make links of bare addresses.
        return inert.Replace("://", @"\://").Replace("www.", @"www\.").ToString();
    }

    /// <summary>The columns that a text takes on a terminal.</summary>
    public static int Width(ReadOnlySpan<char> text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
            width += Width(rune);
        return width;
    }

    /// <summary>How many of a text's characters fit into so many columns.</summary>
    internal static int Fit(string text, int columns)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            columns -= Width(rune);
            if (columns < 0)
                break;
            length += rune.Utf16SequenceLength;
        }

        return length;
    }

    private static int Width(Rune rune) => Math.Max(0, UnicodeCalculator.GetWidth(rune));

    private static bool IsHarmless(string text)
    {
        foreach (var letter in text)
        {
            if (char.IsSurrogate(letter) || !IsHarmless(new Rune(letter)))
                return false;
        }

        return true;
    }

    private static int Append(StringBuilder inert, ReadOnlySpan<char> rest)
    {
        if (rest.StartsWith("\r\n"))
        {
            inert.Append('⏎');
            return 2;
        }

        var isRune = Rune.DecodeFromUtf16(rest, out var rune, out var length) == OperationStatus.Done;
        if (!isRune)
            Escape(inert, rest[0]);
        else if (rune.Value is '\n' or '\r')
            inert.Append('⏎');
        else if (rune.Value is '\t')
            inert.Append(' ');
        else if (IsHarmless(rune))
            inert.Append(rune);
        else
            Escape(inert, rune.Value);
        return length;
    }

    private static void Escape(StringBuilder inert, int value) =>
        inert.Append(CultureInfo.InvariantCulture, $@"\u{{{value:X}}}");

    // Persian and Indic scripts and joined emoji need the zero-width joiners, which move nothing.
    private static bool IsHarmless(Rune rune) => rune.Value is 0x200C or 0x200D || Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
