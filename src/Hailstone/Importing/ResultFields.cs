using System.Text.Json;

namespace Hailstone.Importing;

/// <summary>The fields of one result, read with their bounds; what does not fit is a problem of its line.</summary>
internal sealed class ResultFields(JsonElement result, int line, ImportProblems problems)
{
    /// <summary>Where problems go.</summary>
    public ImportProblems Problems => problems;

    /// <summary>A text that must be there; a number is taken as it is written.</summary>
    public string? Id(string name)
    {
        if (Text(name) is { Length: > 0 } text)
            return text;
        problems.Add(line, "import.missing", ImportMessages.Missing, ImportMessages.MissingMend, name);
        return null;
    }

    /// <summary>A text, or null where there is none.</summary>
    public string? Text(string name) => Of(name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    /// <summary>A number within bounds, or null where there is none.</summary>
    public double? Number(string name, double most)
    {
        switch (Of(name))
        {
            case null:
                return null;
            case { ValueKind: JsonValueKind.True }:
                return 1;
            case { ValueKind: JsonValueKind.False }:
                return 0;
            case { ValueKind: JsonValueKind.Number } number
                when number.TryGetDouble(out var value) && value >= 0 && value <= most:
                return value;
            default:
                problems.Add(line, "import.number", ImportMessages.Number, ImportMessages.NumberMend, name, most);
                return null;
        }
    }

    /// <summary>An amount of money, or null where there is none.</summary>
    public decimal? Money(string name)
    {
        switch (Of(name))
        {
            case null:
                return null;
            case { ValueKind: JsonValueKind.Number } number when number.TryGetDecimal(out var value) && value >= 0:
                return value;
            default:
                problems.Add(line, "import.money", ImportMessages.Money, ImportMessages.NumberMend, name);
                return null;
        }
    }

    /// <summary>A field's value; null where it is absent or null.</summary>
    public JsonElement? Of(string name) =>
        result.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
