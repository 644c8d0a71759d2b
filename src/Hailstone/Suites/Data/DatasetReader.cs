using Hailstone.Suites.Parsing;
using Hailstone.Suites.Templates;

namespace Hailstone.Suites.Data;

/// <summary>Reads the items of a data file.</summary>
internal sealed class DatasetReader
{
    private static readonly string[] Endings = [".jsonl", ".ndjson", ".json", ".csv", ".tsv"];

    private static readonly string[] TableKeys = ["header", "quote"];

    private readonly MappingReader _from;
    private readonly Reading _reading;
    private readonly LiquidTemplate? _id;
    private readonly LiquidTemplate? _prompt;
    private readonly LiquidTemplate? _expect;
    private readonly LiquidTemplate? _category;
    private readonly LiquidTemplate? _cluster;
    private readonly IReadOnlyList<LiquidTemplate> _tags;

    public DatasetReader(Written.Mapping mapping, Reading reading)
    {
        _reading = reading;
        _from = new MappingReader(mapping, "dataset", SuiteKeys.Dataset, reading.Problems);
        _from.Require("file");
        _from.Require("prompt");
        _id = Template("id");
        _prompt = Template("prompt");
        _expect = Template("expect");
        _category = Template("category");
        _cluster = Template("cluster");
        _tags = [.. (_from.Scalars("tags") ?? []).Select(
            tag => reading.Template("tags", tag)).OfType<LiquidTemplate>()];
    }

    private IEnumerable<LiquidTemplate> Templates =>
        new[] { _id, _prompt, _expect, _category, _cluster }.OfType<LiquidTemplate>().Concat(_tags);

    /// <summary>Reads the rows and gives them to the maker.</summary>
    public void Read(ItemMaker maker)
    {
        var rows = ReadRows();
        if (rows is null)
            return;

        var shown = SuiteFolder.Shown(_from.Text("file")!, _reading);
        if (rows.Count == 0 && _reading.Problems.Count == 0)
            _reading.Problems.Add(new Place(shown), "suite.no-rows", SuiteMessages.NoRows, SuiteMessages.NoRowsMend);

        if (rows.Count > ItemMaker.Most)
        {
            _reading.Problems.Add(
                new Place(shown),
                "suite.too-many-items",
                Phrase.Of(SuiteMessages.TooManyItems, ItemMaker.Most),
                SuiteMessages.TooManyMend);
            return;
        }

        var names = FieldNames(rows);
        if (rows.Count > 0)
        {
            maker.CheckNames(names);
            foreach (var template in Templates)
                template.CheckNames(names);
        }

        if (_prompt is not null)
            Make(rows, shown, maker);
    }

    private static HashSet<string> FieldNames(IReadOnlyList<DataRow> rows)
    {
        var names = new HashSet<string>(["row"], StringComparer.OrdinalIgnoreCase);
        foreach (var row in rows)
            names.UnionWith(row.Fields.Keys);

        return names;
    }

    private LiquidTemplate? Template(string key) =>
        _from.Text(key) is null ? null : _reading.Template(key, _from.Scalar(key));

    private IReadOnlyList<DataRow>? ReadRows()
    {
        var (header, quote) = (_from.Flag("header"), _from.Flag("quote"));
        if (_from.Text("file") is not { } name || _from.Scalar("file") is not { } at)
            return null;

        var ending = Path.GetExtension(name).ToUpperInvariant();
        if (!Endings.Contains(ending, StringComparer.OrdinalIgnoreCase))
        {
            _reading.Problems.Add(
                at,
                "suite.file-kind",
                Phrase.Of(SuiteMessages.FileKind, name),
                Phrase.Of(SuiteMessages.FileKindMend, Phrase.List(Endings)));
            return null;
        }

        var isTable = ending is ".CSV" or ".TSV";
        foreach (var key in TableKeys.Where(key => !isTable && _from.Has(key)))
            _reading.Problems.Add(
                _from.Node(key)!,
                "suite.not-table",
                Phrase.Of(SuiteMessages.NotTable, key),
                SuiteMessages.NotTableMend);

        var shown = SuiteFolder.Shown(name, _reading);
        if (SuiteFolder.ReadBeside(at, SuiteFolder.LargestData, _reading) is not { } bytes
            || Utf8Text.Check(bytes, shown, _reading.Problems) is not { } text)
        {
            return null;
        }

        return ending switch
        {
            ".CSV" => new TableRows(shown, _reading.Problems).Read(text, ',', header ?? true, quote ?? true),
            ".TSV" => new TableRows(shown, _reading.Problems).Read(text, '\t', header ?? true, quote ?? false),
            ".JSON" => new JsonRows(shown, _reading.Problems).ReadDocument(text),
            _ => new JsonRows(shown, _reading.Problems).ReadLines(text),
        };
    }

    private void Make(IReadOnlyList<DataRow> rows, string shown, ItemMaker maker)
    {
        foreach (var (index, row) in rows.Index())
        {
            if (_reading.Engine.IsSpent)
            {
                _reading.Problems.Add(
                    _prompt!.At, "suite.template-limit", SuiteMessages.TemplateSpent, SuiteMessages.TemplateLimitMend);
                return;
            }

            var fields = new Dictionary<string, object?>(row.Fields, StringComparer.OrdinalIgnoreCase);
            fields.TryAdd("row", index + 1);
            MakeOne(fields, new Place(shown, row.Line), maker, index + 1);
        }
    }

    private void MakeOne(IReadOnlyDictionary<string, object?> fields, Place place, ItemMaker maker, int number)
    {
        var scope = LiquidFields.Scope(fields);
        var id = _id is null
            ? number.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : _id.Render(scope, place);
        var prompt = _prompt?.Render(scope, place);
        var expect = _expect?.Render(scope, place);
        var (category, cluster) = (_category?.Render(scope, place), _cluster?.Render(scope, place));
        var tags = _tags.Select(
            tag => tag.Render(scope, place)).Where(tag => !string.IsNullOrEmpty(tag)).OfType<string>();
        if (id is null || prompt is null || (_expect is not null && expect is null))
            return;

        if (!IsFit(id, prompt, place))
            return;

        maker.Add(new ItemDraft
        {
            Id = id,
            Prompt = prompt,
            Expect = expect is null ? null : WrittenJson.Of(expect),
            Category = string.IsNullOrEmpty(category) ? null : category,
            Tags = [.. tags],
            Cluster = string.IsNullOrEmpty(cluster) ? null : cluster,
            Place = place,
            Fields = fields,
        });
    }

    private bool IsFit(string id, string prompt, Place place)
    {
        if (!Names.IsName(id))
            _reading.Problems.AddAlike(
                "name",
                place,
                "suite.name",
                Phrase.Of(SuiteMessages.Name, "id"),
                Phrase.Of(SuiteMessages.NameMend, Names.Longest));

        if (string.IsNullOrWhiteSpace(prompt))
            _reading.Problems.AddAlike(
                "prompt", place, "suite.empty-prompt", SuiteMessages.EmptyPrompt, SuiteMessages.EmptyPromptMend);

        return Names.IsName(id) && !string.IsNullOrWhiteSpace(prompt);
    }
}
