using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Hailstone.Tests.Ledger;

/// <summary>All that a fact holds, a line a member, read without the serializer that is under test.</summary>
public static class FactText
{
    /// <summary>Describes a value.</summary>
    /// <param name="value">The value.</param>
    public static string Of(object? value) => string.Join('\n', Lines(value, value?.GetType().Name ?? ""));

    private static IEnumerable<string> Lines(object? value, string path) => value switch
    {
        null => [$"{path} = nothing"],
        string text => [$"{path} = \"{text}\""],
        JsonElement { ValueKind: JsonValueKind.Undefined } => [$"{path} = nothing"],
        JsonElement json => [$"{path} = {JsonSerializer.Serialize(json)}"],
        DateTimeOffset time => [$"{path} = {time:O}"],
        IList { Count: 0 } => [$"{path} = []"],
        IList list => list.Cast<object?>().SelectMany((item, index) => Lines(item, $"{path}[{index}]")),
        IFormattable simple => [$"{path} = {simple.ToString(null, CultureInfo.InvariantCulture)}"],
        bool flag => [$"{path} = {flag}"],
        _ => value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .SelectMany(property => Lines(property.GetValue(value), $"{path}.{property.Name}")),
    };
}
