using System.Globalization;
using System.Text.Json;
using DotLiquid;

namespace Hailstone.Suites.Templates;

/// <summary>A JSON object as templates see it.</summary>
internal sealed class LiquidFields : Dictionary<string, object?>
{
    private LiquidFields(JsonElement value)
        : base(StringComparer.Ordinal)
    {
        foreach (var field in value.EnumerateObject())
            this[field.Name] = Of(field.Value);

        Json = value.GetRawText();
    }

    /// <summary>The object as it was written.</summary>
    public string Json { get; }

    /// <summary>The names that a template begins with.</summary>
    public static Hash Scope(IEnumerable<KeyValuePair<string, object?>> fields)
    {
        var scope = new Hash();
        foreach (var (name, value) in fields)
            scope[name] = value;

        return scope;
    }

    /// <summary>A JSON value as templates see it: numbers keep their text.</summary>
    public static object? Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => Number(value.GetRawText()),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => value.EnumerateArray().Select(Of).ToList(),
        JsonValueKind.Object => new LiquidFields(value),
        _ => null,
    };

    /// <summary>A number to reckon with, if it can be written again as it was; else its text.</summary>
    private static object Number(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && number.ToString(CultureInfo.InvariantCulture) == text
            ? number
            : text;
}
