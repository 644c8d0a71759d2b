using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Hailstone.Suites.Parsing;

/// <summary>Reads YAML as written: no aliases, anchors or tags, unique keys, bounded depth.</summary>
internal sealed class YamlText
{
    /// <summary>The most levels of lists and mappings in each other.</summary>
    private const int Deepest = 32;

    private readonly Parser _parser;
    private readonly ProblemLog _problems;

    private YamlText(string text, ProblemLog problems)
    {
        _parser = new Parser(new StringReader(text));
        _problems = problems;
    }

    /// <summary>The one document of a text, or null where it has been reported.</summary>
    public static Written? Read(string text, ProblemLog problems)
    {
        var reader = new YamlText(text, problems);
        try
        {
            return reader.ReadDocument();
        }
        catch (YamlException error)
        {
            return reader.Fail(error.Start, error.Message);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The scanner loses its way on some texts that are no YAML, and throws what it never meant to.
            return reader.Fail(reader._parser.Current?.End ?? Mark.Empty, error.Message);
        }
    }

    private static int Whole(long number) => (int)Math.Clamp(number, 1, int.MaxValue);

    private static Written.Broken Broken(ParsingEvent at) => new(Whole(at.Start.Line), Whole(at.Start.Column));

    private Written? Fail(Mark place, string reason)
    {
        var at = new Written.Broken(Whole(place.Line), Whole(place.Column));
        _problems.Add(at, "suite.yaml", Phrase.Of(SuiteMessages.Yaml, reason), SuiteMessages.YamlMend);
        return null;
    }

    private Written? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Current is StreamEnd)
        {
            _problems.Add(
                new Written.Broken(1, 1), "suite.empty-file", SuiteMessages.EmptyFile, SuiteMessages.EmptyFileMend);
            return null;
        }

        var start = _parser.Consume<DocumentStart>();
        if (start.Version is { } version && (version.Version.Major, version.Version.Minor) != (1, 2))
            _problems.Add(
                Broken(start), "suite.yaml-version", SuiteMessages.YamlVersion, SuiteMessages.YamlVersionMend);

        var root = ReadNode(1);
        _parser.Consume<DocumentEnd>();
        if (_parser.Current is DocumentStart second)
            _problems.Add(
                Broken(second), "suite.yaml-documents", SuiteMessages.YamlDocuments, SuiteMessages.YamlDocumentsMend);

        return root;
    }

    private Written ReadNode(int depth)
    {
        var current = _parser.Consume<ParsingEvent>();
        if (current is AnchorAlias)
            return Refuse(current, "*");

        if (current is NodeEvent { Anchor.IsEmpty: false })
            Refuse(current, "&");

        if (current is NodeEvent { Tag.IsEmpty: false })
            Refuse(current, "!");

        if (depth > Deepest)
            throw new YamlException(current.Start, current.End, Phrase.Of(SuiteMessages.TooDeep, Deepest));

        var (line, column) = (Whole(current.Start.Line), Whole(current.Start.Column));
        return current switch
        {
            Scalar scalar => new Written.Scalar(scalar.Value, scalar.Style == ScalarStyle.Plain, line, column),
            SequenceStart => new Written.Sequence(ReadItems(depth), line, column),
            _ => new Written.Mapping(ReadEntries(depth), line, column),
        };
    }

    private Written.Broken Refuse(ParsingEvent at, string mark)
    {
        _problems.Add(
            Broken(at), "suite.yaml-feature", Phrase.Of(
                SuiteMessages.YamlFeature, mark), SuiteMessages.YamlFeatureMend);
        return Broken(at);
    }

    private List<Written> ReadItems(int depth)
    {
        var items = new List<Written>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(ReadNode(depth + 1));

        return items;
    }

    private List<Written.Entry> ReadEntries(int depth)
    {
        var entries = new List<Written.Entry>();
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadNode(depth + 1);
            var value = ReadNode(depth + 1);
            if (key is not Written.Scalar name)
            {
                if (key is not Written.Broken)
                    _problems.Add(key, "suite.key", SuiteMessages.KeyKind, SuiteMessages.KeyKindMend);
            }
            else if (known.TryGetValue(name.Text, out var line))
            {
                var message = Phrase.Of(SuiteMessages.DuplicateKey, name.Text, line);
                _problems.Add(name, "suite.duplicate-key", message, SuiteMessages.DuplicateKeyMend);
            }
            else
            {
                known.Add(name.Text, name.Line);
                entries.Add(new Written.Entry(name, value));
            }
        }

        return entries;
    }
}
