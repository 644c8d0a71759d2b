using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Hailstone.Simulator.Answers;

/// <summary>From YAML to a book, collecting every problem.</summary>
internal sealed class BookReader(string file, IReadOnlyDictionary<string, string> prompts)
{
    private static readonly Dictionary<string, Finish> Finishes = new(StringComparer.Ordinal)
    {
        ["stop"] = Finish.Stop,
        ["length"] = Finish.Length,
        ["content_filter"] = Finish.ContentFilter,
        ["stop_sequence"] = Finish.StopSequence,
        ["pause"] = Finish.Pause,
        ["context_window"] = Finish.ContextWindow,
    };

    private readonly List<AnswerProblem> _problems = [];
    private readonly HashSet<string> _ids = prompts.Values.ToHashSet(StringComparer.Ordinal);

    public AnswerBookResult Read(YamlNode? root)
    {
        var items = new Dictionary<string, BookItem>(StringComparer.Ordinal);
        var sections = Mapping(root, AnswerMessages.TheFile, "items");
        if (!sections.TryGetValue("items", out var section) && _problems.Count == 0)
            Report(root, "simulate.missing", Format(AnswerMessages.Missing, AnswerMessages.TheFile, "items"),
                AnswerMessages.MissingMend);
        if (section is not null)
            foreach (var (id, key, node) in Entries(section, "items"))
                if (Item(id, key, node) is { } item)
                    items.Add(id, item);
        return _problems.Count == 0
            ? new AnswerBookResult.Valid(new AnswerBook(items, prompts))
            : new AnswerBookResult.Invalid([.. _problems]);
    }

    private BookItem? Item(string id, YamlNode key, YamlNode node)
    {
        var fields = Mapping(node, id, "match", "answers");
        var match = fields.TryGetValue("match", out var text) ? Text(text, "match") : null;
        if (match is null && !_ids.Contains(id))
            ReportUnmatched(id, key);
        if (!fields.TryGetValue("answers", out var answers))
        {
            Report(key, "simulate.missing", Format(AnswerMessages.Missing, id, "answers"), AnswerMessages.MissingMend);
            return null;
        }
        var decks = new Dictionary<string, AnswerDeck>(StringComparer.Ordinal);
        if (answers is not YamlMappingNode)
            AddDeck(decks, "*", answers);
        else
            foreach (var (model, _, list) in Entries(answers, "answers"))
                AddDeck(decks, model, list);
        return new BookItem(match, decks);
    }

    private void ReportUnmatched(string id, YamlNode key)
    {
        if (_ids.Count == 0)
            Report(key, "simulate.never-asked", Format(AnswerMessages.NeverAsked, id), AnswerMessages.NeverAskedMend);
        else
            Report(key, "simulate.unknown-item", Format(AnswerMessages.UnknownItem, id), Meant(id, _ids));
    }

    private void AddDeck(Dictionary<string, AnswerDeck> decks, string model, YamlNode node)
    {
        IEnumerable<YamlNode> nodes = node is YamlSequenceNode list ? list.Children : [node];
        var answers = nodes.Select(Weighted).ToList();
        if (answers.Count == 0)
            Report(node, "simulate.missing", Format(AnswerMessages.Missing, model, "text"), AnswerMessages.MissingMend);
        else
            decks.Add(model, new AnswerDeck(answers));
    }

    private (Answer Answer, double Weight) Weighted(YamlNode node)
    {
        if (node is YamlScalarNode { Value: { } plain })
            return (new Answer { Text = plain, Tokens = TokenText.Count(plain.Length) }, 1);
        var fields = Mapping(node, AnswerMessages.AnAnswer,
            "text", "refusal", "category", "weight", "finish", "tokens", "reasoning_tokens", "cached_tokens",
            "cache_write_tokens", "latency");
        var text = fields.TryGetValue("text", out var textNode) ? Text(textNode, "text") : null;
        var refusal = fields.TryGetValue("refusal", out var refusalNode) ? Text(refusalNode, "refusal") : null;
        if ((text is null) == (refusal is null))
            Report(node, "simulate.text-or-refusal", AnswerMessages.TextOrRefusal, AnswerMessages.TextOrRefusalMend);
        var counted = TokenText.Count((text ?? refusal ?? "").Length);
        var answer = new Answer
        {
            Text = text ?? "",
            Refusal = refusal,
            RefusalCategory = CategoryOf(fields, refusal),
            Finish = FinishOf(fields),
            Tokens = Tokens(fields, "tokens", counted),
            ReasoningTokens = Tokens(fields, "reasoning_tokens"),
            CachedTokens = Tokens(fields, "cached_tokens"),
            CacheWriteTokens = Tokens(fields, "cache_write_tokens"),
            Latency = Number(fields, "latency", 1, 0.001, 1000, false),
        };
        return (answer, Number(fields, "weight", 1, 0.000_001, 1_000_000, false));
    }

    private Finish FinishOf(Dictionary<string, YamlNode> fields)
    {
        if (!fields.TryGetValue("finish", out var node) || Text(node, "finish") is not { } name)
            return Finish.Stop;
        if (Finishes.TryGetValue(name, out var finish))
            return finish;
        Report(node, "simulate.unknown-finish", Format(AnswerMessages.UnknownFinish, name),
            Meant(name, Finishes.Keys));
        return Finish.Stop;
    }

    private string? CategoryOf(Dictionary<string, YamlNode> fields, string? refusal)
    {
        if (!fields.TryGetValue("category", out var node) || Text(node, "category") is not { } name)
            return null;
        if (refusal is null)
            Report(node, "simulate.no-refusal", AnswerMessages.NoRefusal, AnswerMessages.NoRefusalMend);
        else if (!Answer.RefusalCategories.Contains(name))
            Report(node, "simulate.unknown-category", Format(AnswerMessages.UnknownCategory, name),
                Meant(name, Answer.RefusalCategories));
        return name;
    }

    private long Tokens(Dictionary<string, YamlNode> fields, string name, long absent = 0) =>
        (long)Number(fields, name, absent, 0, 1_000_000, true);

    private double Number(
        Dictionary<string, YamlNode> fields, string name, double absent, double low, double high, bool whole)
    {
        if (!fields.TryGetValue(name, out var node))
            return absent;
        var text = (node as YamlScalarNode)?.Value;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && value >= low && value <= high && (!whole || double.IsInteger(value)))
            return value;
        Report(node, "simulate.out-of-range",
            Format(whole ? AnswerMessages.NoWholeNumber : AnswerMessages.NoNumber, name, low, high),
            AnswerMessages.NoNumberMend);
        return absent;
    }

    private string? Text(YamlNode node, string name)
    {
        if (node is YamlScalarNode { Value: { } value })
            return value;
        Report(node, "simulate.no-text", Format(AnswerMessages.NoText, name), AnswerMessages.NoTextMend);
        return null;
    }

    /// <summary>The known keys of a mapping; every other key is a problem.</summary>
    private Dictionary<string, YamlNode> Mapping(YamlNode? node, string owner, params string[] known)
    {
        var fields = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        foreach (var (name, key, value) in Entries(node, owner))
            if (known.Contains(name))
                fields.Add(name, value);
            else
                Report(key, "simulate.unknown-key", Format(AnswerMessages.UnknownKey, name, owner), Meant(name, known));
        return fields;
    }

    private IEnumerable<(string Name, YamlNode Key, YamlNode Value)> Entries(YamlNode? node, string owner)
    {
        if (node is not YamlMappingNode mapping)
        {
            Report(node, "simulate.no-mapping", Format(AnswerMessages.NoMapping, owner), AnswerMessages.NoMappingMend);
            yield break;
        }
        foreach (var (key, value) in mapping.Children)
            if (Text(key, owner) is { } name)
                yield return (name, key, value);
    }

    private static string Meant(string written, IReadOnlyCollection<string> known) =>
        NearestName.Of(written, known) is { } nearest
            ? Format(AnswerMessages.MeantMend, nearest)
            : Format(AnswerMessages.KnownMend, string.Join(", ", known.Take(12)));

    private void Report(YamlNode? node, string code, string message, string mend)
    {
        Mark? mark = node?.Start;
        _problems.Add(new AnswerProblem(file, (int?)mark?.Line, (int?)mark?.Column, code, message, mend));
    }

    private static string Format(string form, params object[] parts) =>
        string.Format(CultureInfo.InvariantCulture, form, parts);
}
