using System.Text.Json;
using Hailstone.Suites.Parsing;
using Hailstone.Suites.Templates;

namespace Hailstone.Suites.Data;

/// <summary>Reads rows of JSON: one object a line, or one list of objects.</summary>
internal sealed class JsonRows(string shown, ProblemLog problems)
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };

    private readonly List<DataRow> _rows = [];

    /// <summary>JSON Lines: a blank line counts as a line and is no row.</summary>
    public IReadOnlyList<DataRow> ReadLines(ReadOnlyMemory<byte> bytes)
    {
        var left = bytes.Span;
        for (var line = 1; !left.IsEmpty && _rows.Count <= ItemMaker.Most; line++)
        {
            var end = left.IndexOf((byte)'\n');
            var text = end < 0 ? left : left[..end];
            left = end < 0 ? default : left[(end + 1)..];
            if (text.Trim(" \t\r"u8).Length > 0)
                ReadLine(text, line);
        }

        return _rows;
    }

    /// <summary>One JSON document: a list of objects.</summary>
    public IReadOnlyList<DataRow> ReadDocument(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, Options);
            if (document.RootElement.ValueKind != JsonValueKind.Array)
            {
                problems.Add(new Place(shown), "suite.data-row", SuiteMessages.DataList, SuiteMessages.DataListMend);
                return _rows;
            }

            var lines = LinesOfElements(bytes.Span);
            foreach (var (index, row) in document.RootElement.EnumerateArray().Take(ItemMaker.Most + 1).Index())
                Add(row, lines[index]);
        }
        catch (JsonException error)
        {
            Report((int?)error.LineNumber + 1, (int?)error.BytePositionInLine + 1, error.Message);
        }

        return _rows;
    }

    /// <summary>The line on which each element of the outer list begins.</summary>
    private static List<int> LinesOfElements(ReadOnlySpan<byte> bytes)
    {
        var lines = new List<int>();
        var reader = new Utf8JsonReader(bytes);
        var (line, counted) = (1, 0);
        while (reader.Read())
        {
            if (reader.CurrentDepth != 1 || reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                continue;

            var start = (int)reader.TokenStartIndex;
            line += bytes[counted..start].Count((byte)'\n');
            counted = start;
            lines.Add(line);
        }

        return lines;
    }

    private void ReadLine(ReadOnlySpan<byte> text, int line)
    {
        try
        {
            Add(JsonElement.Parse(text, Options), line);
        }
        catch (JsonException error)
        {
            Report(line, (int?)error.BytePositionInLine + 1, error.Message);
        }
    }

    private void Add(JsonElement row, int line)
    {
        if (row.ValueKind != JsonValueKind.Object)
        {
            problems.AddAlike(
                "data-row " + shown,
                new Place(shown, line),
                "suite.data-row",
                SuiteMessages.DataObject,
                SuiteMessages.DataObjectMend);
            return;
        }

        // Liquid reads names without regard to case: of two that differ in nothing else, neither would be sure.
        var fields = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in row.EnumerateObject())
        {
            if (!fields.TryAdd(field.Name, LiquidFields.Of(field.Value)))
            {
                var message = Phrase.Of(SuiteMessages.FieldTwice, field.Name);
                problems.AddAlike(
                    "field " + shown, new Place(shown, line), "suite.data-row", message, SuiteMessages.FieldTwiceMend);
            }
        }

        _rows.Add(new DataRow(line, fields));
    }

    private void Report(int? line, int? column, string reason) => problems.AddAlike(
        "data-row " + shown,
        new Place(shown, line, column),
        "suite.data-row",
        Phrase.Of(SuiteMessages.DataJson, reason),
        SuiteMessages.DataJsonMend);
}
