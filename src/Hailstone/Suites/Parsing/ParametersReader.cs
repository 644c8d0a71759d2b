using System.Text.Json;

namespace Hailstone.Suites.Parsing;

/// <summary>Reads the parameters of a target, or of all (<c>defaults</c>).</summary>
internal static class ParametersReader
{
    private const int MostStops = 4;

    /// <summary>What the mapping says over what holds without it.</summary>
    public static Parameters Read(MappingReader from, Parameters otherwise, Reading reading) => otherwise with
    {
        MaxOutputTokens = (int?)from.Whole("max_output_tokens", 1, int.MaxValue) ?? otherwise.MaxOutputTokens,
        Temperature = from.Number("temperature", number => number is >= 0 and <= 2, "0 .. 2") ?? otherwise.Temperature,
        TopP = from.Number("top_p", number => number is > 0 and <= 1, "0 < .. <= 1") ?? otherwise.TopP,
        Effort = from.Word("effort", SuiteKeys.Efforts) ?? otherwise.Effort,
        Verbosity = from.Word("verbosity", SuiteKeys.Verbosities) ?? otherwise.Verbosity,
        Seed = from.Whole("seed", long.MinValue, long.MaxValue) ?? otherwise.Seed,
        Stop = ReadStop(from) ?? otherwise.Stop,
        Stream = from.Flag("stream") ?? otherwise.Stream,
        Format = ReadFormat(from, reading) ?? otherwise.Format,
        OnUnsupported = from.Word("on_unsupported", SuiteKeys.Unsupported) switch
        {
            "omit" => OnUnsupported.Omit,
            "error" => OnUnsupported.Error,
            _ => otherwise.OnUnsupported,
        },
    };

    private static IReadOnlyList<string>? ReadStop(MappingReader from)
    {
        if (from.Texts("stop") is not { } stops)
            return null;

        return stops.Count <= MostStops
            ? stops
            : from.Wrong<IReadOnlyList<string>>(
                from.Node("stop")!, "stop", Phrase.Of(SuiteMessages.KindTexts, MostStops));
    }

    private static AnswerFormat? ReadFormat(MappingReader from, Reading reading)
    {
        if (from.Node("format") is Written.Mapping mapping)
            return ReadSchema(mapping, reading);

        return from.Word("format", SuiteKeys.Formats) switch
        {
            "json" => new AnswerFormat.AnyJson(),
            "text" => new AnswerFormat.PlainText(),
            _ => null,
        };
    }

    private static AnswerFormat.JsonSchema? ReadSchema(Written.Mapping mapping, Reading reading)
    {
        var from = new MappingReader(mapping, "format", SuiteKeys.Format, reading.Problems);
        from.Require("json_schema");
        if (from.Text("json_schema") is not { } name || from.Scalar("json_schema") is not { } at)
            return null;

        if (SuiteFolder.ReadBeside(at, SuiteFolder.LargestSchema, reading) is not { } bytes)
            return null;

        var shown = SuiteFolder.Shown(name, reading);
        try
        {
            if (Utf8Text.Check(bytes, shown, reading.Problems) is not { } json)
                return null;

            var schema = JsonElement.Parse(json.Span, new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (schema.ValueKind == JsonValueKind.Object)
                return new AnswerFormat.JsonSchema(Path.GetFileNameWithoutExtension(name), schema);

            reading.Problems.Add(
                at, "suite.schema-file", Phrase.Of(SuiteMessages.SchemaKind, name), SuiteMessages.SchemaMend);
        }
        catch (JsonException error)
        {
            var place = new Place(shown, (int?)error.LineNumber + 1, (int?)error.BytePositionInLine + 1);
            reading.Problems.Add(
                place, "suite.schema-file", Phrase.Of(SuiteMessages.SchemaBroken, name), SuiteMessages.SchemaMend);
        }

        return null;
    }
}
