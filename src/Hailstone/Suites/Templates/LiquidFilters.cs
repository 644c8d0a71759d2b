using System.Collections;
using System.Globalization;
using System.Text;
using DotLiquid;

namespace Hailstone.Suites.Templates;

/// <summary>
/// Filters that count what they make, and those of DotLiquid that would make more than memory holds, with a bound.
/// Its own names begin with <c>hailstone_</c>: <see cref="LiquidSource"/> sets them, a person cannot.
/// </summary>
internal static class LiquidFilters
{
    /// <summary>The register that holds the meter.</summary>
    public const string Register = "hailstone_meter";

    /// <summary>What a suite may use. No clock (<c>date</c>), no culture (<c>currency</c>), no expressions.</summary>
    public static readonly IReadOnlyList<string> Known =
    [
        "abs", "append", "at_least", "at_most", "capitalize", "ceil", "compact", "concat", "default", "divided_by",
        "downcase", "escape", "first", "floor", "join", "last", "lstrip", "map", "minus", "modulo", "plus", "prepend",
        "remove", "remove_first", "replace", "replace_first", "reverse", "round", "rstrip", "size", "slice", "sort",
        "split", "strip", "strip_newlines", "times", "truncate", "uniq", "upcase",
    ];

    /// <summary>Stands at the start of each loop's body.</summary>
    public static string? HailstoneTurn(Context context, object? bodyLength)
    {
        var meter = Meter(context);
        meter.Turn();
        meter.Make(Convert.ToInt64(bodyLength, CultureInfo.InvariantCulture));
        return null;
    }

    /// <summary>Stands at the end of each output: text, whatever the culture.</summary>
    public static string HailstoneOut(Context context, object? value)
    {
        var meter = Meter(context);
        meter.Make(1);
        return Text(value, meter);
    }

    /// <summary>Stands at the end of each assignment: a list becomes one that is counted and kept.</summary>
    public static object? HailstoneValue(Context context, object? value)
    {
        var meter = Meter(context);
        if (value is string text)
            meter.Make(text.Length);

        return value is IEnumerable list and not (string or IDictionary) ? Counted(list, meter) : value;
    }

    public static string? Join(Context context, IEnumerable? input, string? glue = " ")
    {
        if (input is null)
            return null;

        var meter = Meter(context);
        var joined = new StringBuilder();
        var isFirst = true;
        foreach (var item in input)
        {
            meter.Make(1 + (glue?.Length ?? 0));
            if (!isFirst)
                joined.Append(glue);

            joined.Append(Text(item, meter));
            isFirst = false;
        }

        return joined.ToString();
    }

    public static string? Replace(Context context, string? input, string? sought, string? replacement = "")
    {
        if (string.IsNullOrEmpty(input) || string.IsNullOrEmpty(sought))
            return input;

        var found = 0L;
        for (var at = 0; (at = input.IndexOf(sought, at, StringComparison.Ordinal)) >= 0; at += sought.Length)
            found++;

        Meter(context).Make(input.Length + (found * (replacement?.Length ?? 0)));
        return input.Replace(sought, replacement, StringComparison.Ordinal);
    }

    public static object? Slice(Context context, object? input, int offset, int length = 1)
    {
        var items = input is string or not IEnumerable
            ? null
            : Counted((IEnumerable)input, Meter(context));
        var text = items is null ? Text(input, Meter(context)) : "";
        var size = items?.Count ?? text.Length;
        var from = Math.Clamp(offset < 0 ? (long)offset + size : offset, 0, size);
        var to = Math.Clamp((offset < 0 ? (long)offset + size : offset) + length, from, size);
        return items is null ? text[(int)from..(int)to] : items[(int)from..(int)to];
    }

    private static LiquidMeter Meter(Context context) => (LiquidMeter)context.Registers[Register];

    private static List<object?> Counted(IEnumerable list, LiquidMeter meter)
    {
        var kept = new List<object?>();
        foreach (var item in list)
        {
            meter.Make(1);
            kept.Add(item);
        }

        return kept;
    }

    private static string Text(object? value, LiquidMeter meter)
    {
        var text = value switch
        {
            null or ILiquidizable => "",
            string written => written,
            bool truth => truth ? "true" : "false",
            LiquidFields fields => fields.Json,
            IDictionary => "",
            IEnumerable list => string.Concat(Counted(list, meter).Select(item => Text(item, meter))),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
        meter.Make(text.Length);
        return text;
    }
}
