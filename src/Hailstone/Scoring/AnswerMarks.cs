using System.Text.RegularExpressions;

namespace Hailstone.Scoring;

/// <summary>The marks by which an answer says that what follows is its answer.</summary>
internal static class AnswerMarks
{
    private const int MostTried = 16;
    private const int LongestUnit = 12;
    private const string Hashes = "####";
    private const string Boxed = "\\boxed";

    private const RegexOptions Options =
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    // Korean 정답, 해답 and 답, Japanese 答え, 解答 and 正解, Chinese 答案. A bare 답 or 答 is also a part of other words.
    private static readonly Regex Marks = new(
        @"####|\\boxed\s*\{|\banswer(\*\*|__)?\s*(is\b|:|=)|(정답|해답|최종\s*답|\b답)(\*\*|__)?\s*(은|는|:|=)"
        + @"|정답(\*\*|__)?\s|(答え|解答|正解|\b答)(\*\*|__)?\s*(は|:|=)|答案(\*\*|__)?\s*(是|为|為|:|=)",
        Options);

    /// <summary>The number behind the last mark that has one; of many marks only the last sixteen are tried.</summary>
    public static FoundNumber? Number(string text)
    {
        var last = new Queue<(int Start, int End)>();
        for (var mark = Marks.Match(text); mark.Success; mark = mark.NextMatch())
        {
            last.Enqueue((mark.Index, mark.Index + mark.Length));
            if (last.Count > MostTried)
                last.Dequeue();
        }

        return last.Reverse()
            .Select(mark => Behind(text, mark.Start, mark.End))
            .FirstOrDefault(found => found is not null);
    }

    private static FoundNumber? Behind(string text, int start, int end)
    {
        if (text.AsSpan(start).StartsWith(Boxed, StringComparison.OrdinalIgnoreCase))
            return Result(InBraces(text, end))?.Found("in \\boxed{}");
        if (text.AsSpan(start).StartsWith(Hashes, StringComparison.Ordinal))
            return Alone(Line(text, end))?.Found("after ####");
        var line = Line(text, end);
        if (line.AsSpan().Trim("*_: \t\r").IsEmpty)
            line = NextLine(text, end);
        return Result(line)?.Found("after an answer mark");
    }

    /// <summary>The first number after the last sign of equality, else the first of all.</summary>
    private static NumberToken? Result(string text)
    {
        var equal = text.LastIndexOf('=');
        var result = equal < 0 ? null : NumberReader.Numbers(text[(equal + 1)..]).FirstOrDefault();
        return result ?? NumberReader.Numbers(text).FirstOrDefault();
    }

    // Four hashes are a heading in Markdown too: "#### 2. Checking" is no answer, "#### 18" and "#### $18 dollars" are.
    private static NumberToken? Alone(string line)
    {
        if (NumberReader.Numbers(line).FirstOrDefault() is not NumberToken number)
            return null;
        var before = line.AsSpan(0, number.Start);
        var behind = line.AsSpan(number.End).TrimEnd(" \t\r*.");
        var unit = behind.Trim(" *");
        var heading = behind is ['.' or ')' or ':', ..] || unit.Contains(' ') || unit.Length > LongestUnit;
        return heading || before.ContainsAnyInRange('A', 'z') ? null : number;
    }

    private static string Line(string text, int from) =>
        text.IndexOf('\n', from) is var end && end < 0 ? text[from..] : text[from..end];

    private static string NextLine(string text, int from)
    {
        while (from < text.Length && text[from] != '\n')
            from++;
        while (from < text.Length && char.IsWhiteSpace(text[from]))
            from++;
        return Line(text, from);
    }

    private static string InBraces(string text, int from)
    {
        var depth = 1;
        for (var at = from; at < text.Length; at++)
        {
            depth += text[at] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
                return text[from..at];
        }

        return text[from..];
    }
}
