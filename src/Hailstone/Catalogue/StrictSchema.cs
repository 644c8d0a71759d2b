using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hailstone.Catalogue;

/// <summary>Makes a JSON Schema fit for a vendor that takes only a part of the language, or says why not.</summary>
/// <remarks>
/// A schema is only ever narrowed: what fits the strict one fits the one that was written. Objects are closed
/// (<c>additionalProperties: false</c>), which both vendors demand, and under OpenAI's strict mode all properties are
/// required. What would have to be left out to be taken is a reason instead.
/// </remarks>
internal sealed class StrictSchema
{
    // OpenAI, "Structured model outputs", supported schemas; Anthropic, "Structured outputs", JSON Schema limitations.
    private const int DeepestOfOpenAi = 10;
    private const int MostPropertiesOfOpenAi = 5_000;

    /// <summary>No vendor takes more; a schema from a file may be deeper than a stack.</summary>
    private const int Deepest = 64;

    private static readonly string[] NeverTaken =
    [
        "allOf", "not", "if", "then", "else", "dependentRequired", "dependentSchemas", "dependencies",
        "patternProperties", "propertyNames", "unevaluatedProperties", "unevaluatedItems", "contains", "oneOf",
    ];

    private static readonly string[] NotOfAnthropic =
    [
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength",
        "maxItems", "uniqueItems", "minProperties", "maxProperties",
    ];

    private readonly SchemaLimits _limits;
    private readonly List<UnfitPart> _unfit = [];
    private int _properties;

    private StrictSchema(SchemaLimits limits) => _limits = limits;

    /// <summary>A schema as a vendor takes it.</summary>
    /// <param name="schema">The schema as written.</param>
    /// <param name="limits">Whose limits it must keep.</param>
    public static StrictResult Of(JsonElement schema, SchemaLimits limits)
    {
        var reading = new StrictSchema(limits);
        var strict = JsonObject.Create(schema)!.DeepClone().AsObject();
        if (!IsObject(strict) || strict.ContainsKey("anyOf"))
            reading.Add("$", CatalogueMessages.SchemaRoot, "type");
        reading.Make(strict, "$", 1, 0);
        if (limits == SchemaLimits.OpenAi && reading._properties > MostPropertiesOfOpenAi)
            reading.Add("$", CatalogueMessages.SchemaTooLarge, "properties");
        return new(JsonElement.Parse(strict.ToJsonString()), reading._unfit);
    }

    private void Make(JsonObject schema, string path, int depth, int objects)
    {
        if (depth > Deepest)
        {
            Add(path, CatalogueMessages.SchemaTooDeep, "$ref");
            return;
        }

        foreach (var word in NeverTaken.Where(schema.ContainsKey))
            Add(path, CatalogueMessages.SchemaWord, word);
        if (_limits == SchemaLimits.Anthropic)
            CheckAnthropic(schema, path);
        CheckReference(schema, path);
        if (IsObject(schema))
            Close(schema, path, ++objects);
        foreach (var (part, inner) in Parts(schema).ToList())
            Make(inner, $"{path}.{part}", depth + 1, objects);
    }

    private void Close(JsonObject schema, string path, int objects)
    {
        if (_limits == SchemaLimits.OpenAi && objects > DeepestOfOpenAi)
            Add(path, CatalogueMessages.SchemaTooDeep, "properties");
        if (schema["additionalProperties"] is { } open && open.GetValueKind() != JsonValueKind.False)
            Add(path, CatalogueMessages.SchemaOpen, "additionalProperties");
        schema["additionalProperties"] = false;
        var names = schema["properties"] is JsonObject properties ? properties.Select(entry => entry.Key).ToList() : [];
        _properties += names.Count;
        foreach (var name in Texts(schema["required"]).Except(names, StringComparer.Ordinal))
            Add(path, CatalogueMessages.SchemaRequired, name);
        if (_limits == SchemaLimits.OpenAi)
            schema["required"] = new JsonArray([.. names.Select(name => (JsonNode)JsonValue.Create(name))]);
    }

    private void CheckAnthropic(JsonObject schema, string path)
    {
        foreach (var word in NotOfAnthropic.Where(schema.ContainsKey))
            Add(path, CatalogueMessages.SchemaWord, word);
        if (schema["minItems"] is JsonValue least && !(least.TryGetValue<int>(out var count) && count is 0 or 1))
            Add(path, CatalogueMessages.SchemaWord, "minItems");
    }

    /// <summary>A part of the schema itself may be named; nothing is loaded from elsewhere.</summary>
    private void CheckReference(JsonObject schema, string path)
    {
        if (schema["$ref"] is not { } reference)
            return;
        var text = reference.GetValueKind() == JsonValueKind.String ? reference.GetValue<string>() : "";
        if (text != "#" && !text.StartsWith("#/", StringComparison.Ordinal))
            Add(path, CatalogueMessages.SchemaReference, "$ref");
        else if (text == "#" && _limits == SchemaLimits.Anthropic)
            Add(path, CatalogueMessages.SchemaWord, "$ref: #");
    }

    private void Add(string path, string message, string word) => _unfit.Add(new UnfitPart(path, message, word));

    private static bool IsObject(JsonObject schema) =>
        Texts(schema["type"]).Contains("object", StringComparer.Ordinal)
        || (schema["type"] is null && schema["properties"] is JsonObject);

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [value.GetValue<string>()],
        JsonArray list => list.OfType<JsonValue>()
            .Where(item => item.GetValueKind() == JsonValueKind.String)
            .Select(item => item.GetValue<string>()),
        _ => [],
    };

    private static IEnumerable<(string Part, JsonObject Schema)> Parts(JsonObject schema)
    {
        foreach (var word in (string[])["properties", "$defs", "definitions"])
        {
            foreach (var (name, value) in schema[word] as JsonObject ?? [])
            {
                if (value is JsonObject inner)
                    yield return ($"{word}.{name}", inner);
            }
        }

        if (schema["items"] is JsonObject items)
            yield return ("items", items);
        foreach (var word in (string[])["anyOf", "prefixItems"])
        {
            foreach (var (index, value) in (schema[word] as JsonArray ?? []).Index())
            {
                if (value is JsonObject inner)
                    yield return ($"{word}[{index}]", inner);
            }
        }
    }
}

/// <summary>A schema as a vendor takes it.</summary>
/// <param name="Schema">The schema; worth nothing where something does not fit.</param>
/// <param name="Unfit">What cannot be made to fit; empty where all can.</param>
internal sealed record StrictResult(JsonElement Schema, IReadOnlyList<UnfitPart> Unfit);

/// <summary>A part of a schema that a vendor does not take.</summary>
/// <param name="Path">Where it stands in the schema.</param>
/// <param name="Message">The text that says why; its second word is the path, its third the word.</param>
/// <param name="Word">The word that is not taken.</param>
internal sealed record UnfitPart(string Path, string Message, string Word);
