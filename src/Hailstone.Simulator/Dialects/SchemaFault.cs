using System.Text.Json;

namespace Hailstone.Simulator.Dialects;

/// <summary>The first object of a JSON Schema that strict answers do not allow.</summary>
/// <param name="Context">Where it stands: the names from the root on.</param>
/// <param name="Missing">
/// The property that it does not require, or null where it does not forbid additional properties.
/// </param>
internal sealed record SchemaFault(IReadOnlyList<string> Context, string? Missing)
{
    private static readonly string[] Named = ["properties", "$defs", "definitions"];
    private static readonly string[] Listed = ["anyOf", "allOf", "oneOf", "prefixItems"];

    /// <summary>The first such object, or null.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="allRequired">Whether an object has to require all its properties.</param>
    public static SchemaFault? In(JsonElement? schema, bool allRequired) =>
        schema is { } root ? In(root, allRequired, []) : null;

    private static SchemaFault? In(JsonElement schema, bool allRequired, IReadOnlyList<string> context) =>
        schema.ValueKind != JsonValueKind.Object
            ? null
            : Of(schema, allRequired, context)
                ?? Parts(schema).Select(part => In(part.Schema, allRequired, [.. context, .. part.Context]))
                    .FirstOrDefault(fault => fault is not null);

    private static SchemaFault? Of(JsonElement schema, bool allRequired, IReadOnlyList<string> context)
    {
        if (RequestJson.Text(schema, "type") != "object")
            return null;
        if (RequestJson.Member(schema, "additionalProperties") is not { ValueKind: JsonValueKind.False })
            return new SchemaFault(context, null);
        if (!allRequired || RequestJson.Member(schema, "properties") is not { ValueKind: JsonValueKind.Object } its)
            return null;
        var required = RequestJson.Texts(schema, "required");
        var missing = its.EnumerateObject().Select(property => property.Name)
            .FirstOrDefault(name => !required.Contains(name));
        return missing is null ? null : new SchemaFault(context, missing);
    }

    private static IEnumerable<(string[] Context, JsonElement Schema)> Parts(JsonElement schema)
    {
        foreach (var name in Named)
            if (RequestJson.Member(schema, name) is { ValueKind: JsonValueKind.Object } its)
                foreach (var property in its.EnumerateObject())
                    yield return ([name, property.Name], property.Value);
        foreach (var name in Listed)
            if (RequestJson.Member(schema, name) is { ValueKind: JsonValueKind.Array } list)
                foreach (var (place, element) in list.EnumerateArray().Index())
                    yield return ([name, place.ToString(System.Globalization.CultureInfo.InvariantCulture)], element);
        if (RequestJson.Member(schema, "items") is { } items)
            yield return (["items"], items);
    }
}
