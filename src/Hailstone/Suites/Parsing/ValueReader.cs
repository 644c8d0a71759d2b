using Hailstone.Suites.Templates;

namespace Hailstone.Suites.Parsing;

/// <summary>Reads the values of scorers, which are templates.</summary>
/// <remarks>Null where the key is absent, empty where what it says is wrong and has been reported.</remarks>
internal sealed class ValueReader(Reading reading)
{
    /// <summary>One value or a list of them.</summary>
    public List<LiquidTemplate>? All(MappingReader from, string key) =>
        from.Has(key) ? Parsed(key, from.Scalars(key) ?? []) : null;

    /// <summary>One value, not empty.</summary>
    public List<LiquidTemplate>? One(MappingReader from, string key)
    {
        if (!from.Has(key))
            return null;

        return from.Text(key) is null ? [] : Parsed(key, [from.Scalar(key)!]);
    }

    /// <summary>The two ends of a range.</summary>
    public List<LiquidTemplate> Range(MappingReader from)
    {
        if (from.Node("range") is Written.Sequence { Items: [Written.Scalar low, Written.Scalar high] })
            return Parsed("range", [low, high]);

        if (from.Node("range") is { } other)
            from.Wrong<string>(other, "range", SuiteMessages.KindRange);

        return [];
    }

    private List<LiquidTemplate> Parsed(string key, IEnumerable<Written.Scalar> scalars) =>
        [.. scalars.Select(scalar => reading.Template(key, scalar)).OfType<LiquidTemplate>()];
}
