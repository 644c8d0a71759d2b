using System.Globalization;
using CsvHelper;
using Hailstone.Suites.Parsing;

namespace Hailstone.Suites.Data;

/// <summary>Reads rows of separated values.</summary>
internal sealed class TableRows(string shown, ProblemLog problems)
{
    /// <summary>The longest record, in bytes.</summary>
    private const int LongestRecord = 16 * 1024 * 1024;

    private readonly List<DataRow> _rows = [];
    private List<string>? _names;

    public IReadOnlyList<DataRow> Read(ReadOnlyMemory<byte> bytes, char separator, bool hasHeader, bool hasQuotes)
    {
        var options = new CsvReaderOptions
        {
            Separator = separator,
            HasHeader = false,
            Mode = hasQuotes ? CsvMode.Rfc4180 : CsvMode.NoEscape,
            FieldCountMismatch = CsvFieldCountHandling.Skip,
            MalformedData = CsvMalformedDataHandling.Skip,
            MaxRecordSize = LongestRecord,
            TrackLineNumbers = true,
            OnMalformedRecord = record => Report((int)record.LineNumber, Reason(record)),
        };

        using var reader = CsvReader.Create(bytes, options);
        while (_rows.Count <= ItemMaker.Most && reader.Read())
        {
            var values = reader.Current.ToArray();
            if (_names is null)
            {
                _names = Names(values, hasHeader, (int)reader.LineNumber);
                if (hasHeader)
                    continue;
            }

            var fields = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
            foreach (var (index, value) in values.Index())
                fields[_names[index]] = value;

            _rows.Add(new DataRow((int)reader.LineNumber, fields));
        }

        return _rows;
    }

    private List<string> Names(string[] header, bool hasHeader, int line)
    {
        var names = new List<string>();
        foreach (var (index, title) in header.Index())
        {
            var isTitle = hasHeader && !string.IsNullOrWhiteSpace(title);
            var name = isTitle ? title.Trim() : string.Create(CultureInfo.InvariantCulture, $"c{index + 1}");
            if (names.Contains(name, StringComparer.OrdinalIgnoreCase))
                problems.Add(
                    new Place(shown, line),
                    "suite.data-row",
                    Phrase.Of(SuiteMessages.FieldTwice, name),
                    SuiteMessages.FieldTwiceMend);

            names.Add(name);
        }

        return names;
    }

    private static string Reason(CsvMalformedRecord record) => record.Reason switch
    {
        CsvMalformedReason.FieldCountMismatch => SuiteMessages.DataFields,
        CsvMalformedReason.UnterminatedQuote => SuiteMessages.DataQuoteOpen,
        _ => SuiteMessages.DataQuote,
    };

    private void Report(int line, string reason) => problems.AddAlike(
        "data-row " + shown, new Place(shown, line), "suite.data-row", reason, SuiteMessages.DataTableMend);
}
