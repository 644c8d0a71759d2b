using System.Globalization;
using System.Text;

namespace Hailstone.Scoring;

/// <summary>Makes texts comparable that a person would call the same.</summary>
internal static class AnswerText
{
    private const int MostLayers = 8;
    private const string Fence = "```";

    private static readonly (string Open, string Close, string Name)[] Wrappers =
    [
        ("**", "**", "bold"), ("__", "__", "bold"), ("*", "*", "italics"), ("`", "`", "code marks"),
        ("\"", "\"", "quotes"), ("'", "'", "quotes"), ("“", "”", "quotes"), ("‘", "’", "quotes"),
        ("「", "」", "quotes"), ("『", "』", "quotes"), ("«", "»", "quotes"),
    ];

    /// <summary>Unicode form C, line ends as LF, trimmed of white space and invisible characters.</summary>
    public static string Composed(string text) => Trimmed(Valid(text).Normalize());

    /// <summary>The same, with full-width ASCII and the ideographic space folded to half-width first.</summary>
    public static string Plain(string text) => Trimmed(Folded(Valid(text)).Normalize());

    /// <summary>Full-width ASCII and the ideographic space as half-width; all else stays.</summary>
    public static string Folded(string text) => string.Create(text.Length, text, static (folded, text) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            folded[i] = text[i] switch
            {
                >= '\uFF01' and <= '\uFF5E' => (char)(text[i] - 0xFEE0),
                '\u3000' => ' ',
                var other => other,
            };
        }
    });

    /// <summary>
    /// The text itself, then what is left as a code fence, quotes, bold, italics, code marks and at most one final
    /// full stop are taken off, one at a time and from the outside; with the names of what was taken off.
    /// </summary>
    public static IReadOnlyList<(string Text, string Without)> Bared(string plain)
    {
        var forms = new List<(string Text, string Without)> { (plain, "") };
        var stopTaken = false;
        for (var layer = 0; layer < MostLayers; layer++)
        {
            var (text, without) = forms[^1];
            if (!stopTaken && WithoutStop(text) is string unstopped)
            {
                stopTaken = true;
                forms.Add((unstopped, Join(without, "final stop")));
            }
            else if (Unwrapped(text) is (string inner, string name))
                forms.Add((inner, Join(without, name)));
            else
                break;
        }

        return forms;
    }

    private static string Join(string names, string name) =>
        names.Length == 0 ? name : names.Contains(name, StringComparison.Ordinal) ? names : $"{names}, {name}";

    private static string? WithoutStop(string text) =>
        text is [_, .., '.' or '。'] && text[^2] is not ('.' or '。') ? Trimmed(text[..^1]) : null;

    private static (string Inner, string Name)? Unwrapped(string text)
    {
        if (Unfenced(text) is string code)
            return (code, "fence");
        foreach (var (open, close, name) in Wrappers)
        {
            if (text.Length > open.Length + close.Length
                && text.StartsWith(open, StringComparison.Ordinal)
                && text.EndsWith(close, StringComparison.Ordinal))
            {
                return (Trimmed(text[open.Length..^close.Length]), name);
            }
        }

        return null;
    }

    private static string? Unfenced(string text)
    {
        if (text.Length <= 2 * Fence.Length
            || !text.StartsWith(Fence, StringComparison.Ordinal)
            || !text.EndsWith(Fence, StringComparison.Ordinal))
        {
            return null;
        }

        // What stands behind the opening marks is the language, unless all stands on one line.
        var line = text.IndexOf('\n', StringComparison.Ordinal);
        var inner = line < 0 ? text[Fence.Length..^Fence.Length] : text[line..^Fence.Length];
        return Trimmed(inner) is { Length: > 0 } trimmed ? trimmed : null;
    }

    // Normalize throws on a lone surrogate and on U+FFFE, and a model may write either.
    private static string Valid(string text) =>
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text))
            .Replace('\uFFFE', '\uFFFD')
            .Replace("\r\n", "\n", StringComparison.Ordinal);

    private static string Trimmed(string text)
    {
        var from = 0;
        var to = text.Length;
        while (from < to && Invisible(text[from]))
            from++;
        while (to > from && Invisible(text[to - 1]))
            to--;
        return text[from..to];
    }

    private static bool Invisible(char letter) => char.IsWhiteSpace(letter)
        || char.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format;
}
