using System.Text;
using System.Text.Json;

namespace Hailstone.Suites.Parsing;

/// <summary>Reads JSON as written, each piece with its place: unique keys, bounded depth.</summary>
internal sealed class JsonText
{
    /// <summary>The most levels of lists and mappings in each other.</summary>
    private const int Deepest = 32;

    private readonly ReadOnlyMemory<byte> _json;
    private readonly ProblemLog _problems;
    private int _line = 1;
    private int _lineStart;
    private int _counted;

    private JsonText(ReadOnlyMemory<byte> json, ProblemLog problems)
    {
        _json = json;
        _problems = problems;
    }

    /// <summary>The value of a text, or null where it is no JSON and that has been reported.</summary>
    public static Written? Read(ReadOnlyMemory<byte> json, ProblemLog problems)
    {
        var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = Deepest });
        var text = new JsonText(json, problems);
        try
        {
            reader.Read();
            var root = text.Node(ref reader);
            reader.Read();
            return root;
        }
        catch (JsonException error)
        {
            return text.Fail((int)(error.LineNumber ?? 0) + 1, (int)(error.BytePositionInLine ?? 0) + 1);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, escaped, is JSON by its grammar and no text.
            var (line, column) = text.Place(reader.TokenStartIndex);
            return text.Fail(line, column);
        }
    }

    private Written? Fail(int line, int column)
    {
        _problems.Add(
            new Written.Broken(line, column), "file.json", SuiteMessages.JsonBroken, SuiteMessages.JsonBrokenMend);
        return null;
    }

    private Written Node(ref Utf8JsonReader reader)
    {
        var (line, column) = Place(reader.TokenStartIndex);
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => new Written.Mapping(Entries(ref reader), line, column),
            JsonTokenType.StartArray => new Written.Sequence(Items(ref reader), line, column),
            JsonTokenType.String => new Written.Scalar(reader.GetString()!, Plain: false, line, column),
            _ => new Written.Scalar(Encoding.UTF8.GetString(reader.ValueSpan), Plain: true, line, column),
        };
    }

    private List<Written> Items(ref Utf8JsonReader reader)
    {
        var items = new List<Written>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(Node(ref reader));
        return items;
    }

    private List<Written.Entry> Entries(ref Utf8JsonReader reader)
    {
        var entries = new List<Written.Entry>();
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var (line, column) = Place(reader.TokenStartIndex);
            var key = new Written.Scalar(reader.GetString()!, Plain: false, line, column);
            reader.Read();
            var value = Node(ref reader);
            if (known.TryAdd(key.Text, line))
                entries.Add(new Written.Entry(key, value));
            else
                _problems.Add(
                    key,
                    "file.duplicate-key",
                    Phrase.Of(SuiteMessages.DuplicateKey, key.Text, known[key.Text]),
                    SuiteMessages.DuplicateKeyMend);
        }

        return entries;
    }

    /// <summary>Line and column of a byte; bytes are asked for in their order.</summary>
    private (int Line, int Column) Place(long index)
    {
        var bytes = _json.Span;
        for (; _counted < index; _counted++)
        {
            if (bytes[_counted] == '\n')
                (_line, _lineStart) = (_line + 1, _counted + 1);
        }

        return (_line, (int)index - _lineStart + 1);
    }
}
