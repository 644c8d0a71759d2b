using System.Globalization;
using System.Text.RegularExpressions;
using DotLiquid;

namespace Hailstone.Suites.Templates;

/// <summary>
/// A template's source, looked through before DotLiquid parses it: which names it uses, whether it stays inside the
/// subset that this program allows, and with counters where work is done (DotLiquid bounds one loop, not loops in
/// loops, and bounds no text).
/// </summary>
internal sealed partial class LiquidSource
{
    /// <summary>The longest template, in characters.</summary>
    public const int Longest = 1024 * 1024;

    /// <summary>The most outputs and tags of one template.</summary>
    public const int MostTags = 1_000;

    /// <summary>The longest output or tag, in characters: DotLiquid's patterns take long over long ones.</summary>
    public const int LongestTag = 1_000;

    /// <summary>The most blocks in each other.</summary>
    public const int Deepest = 16;

    private static readonly string[] Blocks = ["if", "unless", "case", "for", "capture"];

    private static readonly string[] Plain = ["else", "elsif", "when", "break", "continue", "assign"];

    private static readonly string[] Verbatim = ["raw", "comment"];

    private static readonly HashSet<string> Reserved = new(
        ["and", "or", "contains", "true", "false", "nil", "null", "empty", "blank", "startswith", "endswith", "haskey",
            "hasvalue"],
        StringComparer.OrdinalIgnoreCase);

    private readonly List<(string Text, Loop? Turn)> _pieces = [];
    private readonly Stack<(string Name, Loop? Loop)> _open = [];
    private readonly HashSet<string> _own = new(["forloop"], StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _used = new(StringComparer.OrdinalIgnoreCase);

    private LiquidSource()
    {
    }

    /// <summary>The first thing that is not allowed, or null.</summary>
    public LiquidFault? Fault { get; private set; }

    /// <summary>The names that the template expects from outside.</summary>
    public IEnumerable<string> Names => _used.Except(_own, StringComparer.OrdinalIgnoreCase);

    /// <summary>The source with counters.</summary>
    public string Counted => string.Concat(_pieces.Select(piece => piece.Turn is { } turn
        ? string.Create(CultureInfo.InvariantCulture, $"{{{{- {turn.Length} | hailstone_turn {turn.Dash}}}}}")
        : piece.Text));

    /// <summary>Whether a text holds anything to render.</summary>
    public static bool IsTemplate(string text) =>
        text.Contains("{{", StringComparison.Ordinal) || text.Contains("{%", StringComparison.Ordinal);

    /// <summary>Looks through a source.</summary>
    public static LiquidSource Read(string source)
    {
        var read = new LiquidSource();
        if (source.Length > Longest)
            read.Fault = LiquidFault.Limit(Phrase.Of(SuiteMessages.TemplateLong, Longest));
        else
            read.ReadAll(source);

        return read;
    }

    /// <summary>
    /// Goes over the source as DotLiquid does: a tag ends at its closing braces outside of quotes, and raw blocks at
    /// their end tag.
    /// </summary>
    private void ReadAll(string source)
    {
        var at = 0;
        for (var tags = 0; Fault is null && Opening().Match(source, at) is { Success: true } opening; tags++)
        {
            AddText(source[at..opening.Index]);
            at = tags < MostTags
                ? ReadToken(source, opening)
                : Fail(LiquidFault.Limit(Phrase.Of(SuiteMessages.TemplateTags, MostTags)));
        }

        if (Fault is not null)
            return;

        AddText(source[at..]);
        if (_open.TryPeek(out var left))
            Fail(LiquidFault.Syntax(Phrase.Of(SuiteMessages.TemplateOpen, left.Name)));
    }

    private int ReadToken(string source, Match opening)
    {
        var start = opening.Index + opening.Length;
        var isTag = source[opening.Index + 1] == '%';
        var end = EndOf(source, start, isTag ? '%' : '}');
        if (end < 0)
            return Fail(LiquidFault.Syntax(Phrase.Of(SuiteMessages.TemplateUnclosed, isTag ? "%}" : "}}")));

        if (end - opening.Index > LongestTag)
            return Fail(LiquidFault.Limit(Phrase.Of(SuiteMessages.TemplateTagLong, LongestTag)));

        var trims = end - 3 >= start && source[end - 3] == '-';
        var markup = source[start..(trims ? end - 3 : end - 2)];
        var token = new Token(markup, opening.Groups[1].Value, trims ? "-" : "");
        return isTag ? ReadTag(source, token, end) : ReadOutput(token, end);
    }

    /// <summary>Remembers the first fault; what comes after it is not read.</summary>
    private int Fail(LiquidFault fault)
    {
        Fault ??= fault;
        return 0;
    }

    private static int EndOf(string source, int start, char close)
    {
        for (var at = start; at < source.Length - 1; at++)
        {
            if (source[at] == close && source[at + 1] == '}')
                return at + 2;

            if (source[at] is not ('"' or '\''))
                continue;

            at = source.IndexOf(source[at], at + 1);
            if (at < 0)
                return -1;
        }

        return -1;
    }

    private int ReadOutput(Token token, int end)
    {
        UseExpression(token.Markup);
        _pieces.Add(($"{{{{{token.Before}{token.Markup} | hailstone_out {token.After}}}}}", null));
        return end;
    }

    private int ReadTag(string source, Token token, int end)
    {
        var match = TagName().Match(token.Markup);
        var name = match.Groups[1].Value;
        var rest = match.Groups[2].Value;
        if (Verbatim.Contains(name))
            return ReadVerbatim(source, token, name, end);

        if (name.StartsWith("end", StringComparison.Ordinal) && Blocks.Contains(name[3..]))
            Close(name[3..]);
        else if (Blocks.Contains(name) || Plain.Contains(name))
            Use(name, rest);
        else
            Fail(LiquidFault.Tag(name, [.. Blocks, .. Plain, .. Verbatim]));

        _pieces.Add((Rewritten(token, name), null));
        if (Blocks.Contains(name))
            Open(name, token);

        return end;
    }

    private static string Rewritten(Token token, string name) => name == "assign"
        ? $"{{%{token.Before}{token.Markup} | hailstone_value {token.After}%}}"
        : $"{{%{token.Before}{token.Markup}{token.After}%}}";

    private int ReadVerbatim(string source, Token token, string name, int end)
    {
        var close = name == "raw" ? EndRaw().Match(source, end) : EndComment().Match(source, end);
        if (!close.Success)
            return Fail(LiquidFault.Syntax(Phrase.Of(SuiteMessages.TemplateOpen, name)));

        var body = source[end..close.Index];
        AddLength(body.Length);
        _pieces.Add(($"{{%{token.Before}{token.Markup}{token.After}%}}{body}{close.Value}", null));
        return close.Index + close.Length;
    }

    private void Open(string name, Token token)
    {
        if (_open.Count >= Deepest)
            Fail(LiquidFault.Limit(Phrase.Of(SuiteMessages.TemplateDeep, Deepest)));

        var loop = name == "for" ? new Loop(token.After) : null;
        if (loop is not null)
            _pieces.Add(("", loop));

        _open.Push((name, loop));
    }

    private void Close(string name)
    {
        if (!_open.TryPop(out var open) || open.Name != name)
            Fail(LiquidFault.Syntax(Phrase.Of(SuiteMessages.TemplateEnd, name)));
    }

    private void AddText(string text)
    {
        AddLength(text.Length);
        _pieces.Add((text, null));
    }

    /// <summary>Text belongs to the innermost loop around it.</summary>
    private void AddLength(int length)
    {
        if (_open.Select(open => open.Loop).FirstOrDefault(loop => loop is not null) is { } loop)
            loop.Length += length;
    }

    private void Use(string name, string markup)
    {
        switch (name)
        {
            case "for":
                UseLoop(markup);
                break;
            case "assign" when Assignment().Match(markup) is { Success: true } assignment:
                _own.Add(assignment.Groups[1].Value);
                UseExpression(assignment.Groups[2].Value);
                break;
            case "assign":
                Fail(LiquidFault.Syntax(SuiteMessages.TemplateAssign));
                break;
            case "capture":
                _own.Add(markup.Trim());
                break;
            default:
                UseNames(markup);
                break;
        }
    }

    private void UseLoop(string markup)
    {
        var match = LoopHead().Match(markup);
        if (!match.Success)
        {
            Fail(LiquidFault.Syntax(SuiteMessages.TemplateFor));
            return;
        }

        _own.Add(match.Groups[1].Value);
        UseNames(match.Groups[2].Value);
        UseNames(match.Groups[3].Value);
    }

    private void UseExpression(string markup)
    {
        var parsed = new Variable(markup);
        if (string.IsNullOrEmpty(parsed.Name))
        {
            Fail(LiquidFault.Syntax(SuiteMessages.TemplateNothing));
            return;
        }

        UseNames(parsed.Name);
        foreach (var filter in parsed.Filters)
        {
            if (!LiquidFilters.Known.Contains(filter.Name))
                Fail(LiquidFault.Filter(filter.Name));

            foreach (var argument in filter.Arguments)
                UseNames(argument);
        }
    }

    private void UseNames(string markup)
    {
        var bare = Quoted().Replace(markup, "''");
        foreach (Match range in Range().Matches(bare))
            CheckRange(range);

        foreach (Match name in RootName().Matches(bare))
        {
            if (!Reserved.Contains(name.Value))
                _used.Add(name.Value);
        }
    }

    private void CheckRange(Match range)
    {
        var isWhole = long.TryParse(range.Groups[1].Value, CultureInfo.InvariantCulture, out var low)
            & long.TryParse(range.Groups[2].Value, CultureInfo.InvariantCulture, out var high);
        if (!isWhole || (decimal)high - low >= LiquidMeter.MostTurns)
            Fail(LiquidFault.Limit(Phrase.Of(SuiteMessages.TemplateRange, range.Value, LiquidMeter.MostTurns)));
    }

    [GeneratedRegex(@"\{[{%](-)?")]
    private static partial Regex Opening();

    [GeneratedRegex(@"^\s*(\w+)\s*(.*)$", RegexOptions.Singleline)]
    private static partial Regex TagName();

    [GeneratedRegex(@"\{%-?\s*endraw\s*-?%\}")]
    private static partial Regex EndRaw();

    [GeneratedRegex(@"\{%-?\s*endcomment\s*-?%\}")]
    private static partial Regex EndComment();

    [GeneratedRegex(@"^([A-Za-z_]\w*)\s*=\s*(.*)$", RegexOptions.Singleline)]
    private static partial Regex Assignment();

    /// <summary>No <c>offset</c>: DotLiquid would walk over what it skips, uncounted.</summary>
    [GeneratedRegex(@"^(\w+)\s+in\s+(\S+)\s*(?:reversed\s*)?(?:limit\s*:\s*(\w+)\s*)?$")]
    private static partial Regex LoopHead();

    [GeneratedRegex("\"[^\"]*\"|'[^']*'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\((-?\d+)\.\.(-?\d+)\)")]
    private static partial Regex Range();

    [GeneratedRegex(@"(?<![\w.\-'])[\p{L}_][\w\-]*")]
    private static partial Regex RootName();

    private sealed record Token(string Markup, string Before, string After);

    private sealed class Loop(string dash)
    {
        public string Dash { get; } = dash;

        public int Length { get; set; }
    }
}
