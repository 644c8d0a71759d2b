namespace Hailstone.Suites.Parsing;

/// <summary>Reads the scorers.</summary>
internal sealed class ScorerReader(Reading reading)
{
    private const int Most = 100;
    private const int LargestWeight = 1_000_000;

    private readonly ValueReader _values = new(reading);

    public IReadOnlyList<ScorerDraft> Read(IReadOnlyList<Written> scorers)
    {
        if (scorers.Count > Most)
            reading.Problems.Add(
                scorers[Most],
                "suite.too-many-scorers",
                Phrase.Of(SuiteMessages.TooManyScorers, Most),
                SuiteMessages.TooManyMend);

        return [.. scorers.Take(Most).Select(ReadOne).OfType<ScorerDraft>()];
    }

    private ScorerDraft? ReadOne(Written written)
    {
        if (written is not Written.Mapping mapping)
        {
            if (written is not Written.Broken)
                reading.Problems.Add(
                    written,
                    "suite.wrong-kind",
                    Phrase.Of(SuiteMessages.WrongKind, "score", SuiteMessages.KindMapping),
                    SuiteMessages.ScorerMend);

            return null;
        }

        var type = mapping.Entries.FirstOrDefault(entry => entry.Key.Text == "type");
        switch (type?.Value)
        {
            case null:
                MappingReader.Missing(reading.Problems, mapping, "type", "scorer");
                return null;
            case Written.Scalar word when SuiteKeys.LaterScorers.Contains(word.Text):
                MappingReader.NotYet(reading.Problems, word, word.Text);
                return null;
            case Written.Scalar word when SuiteKeys.Scorers.TryGetValue(word.Text, out var keys):
                return ReadKnown(new MappingReader(mapping, $"scorer '{word.Text}'", keys, reading.Problems), word);
            case Written.Scalar word:
                MappingReader.WrongWord(reading.Problems, word, "type", [.. SuiteKeys.Scorers.Keys]);
                return null;
            case Written.Broken:
                return null;
            case var other:
                reading.Problems.Add(
                    other,
                    "suite.wrong-kind",
                    Phrase.Of(SuiteMessages.WrongKind, "type", SuiteMessages.KindText),
                    SuiteMessages.ScorerMend);
                return null;
        }
    }

    private ScorerDraft? ReadKnown(MappingReader from, Written.Scalar type)
    {
        var place = reading.Problems.At(type);
        var weight = from.Number(
            "weight", number => number is > 0 and <= LargestWeight, $"0 < .. <= {LargestWeight}") ?? 1;
        var ignoreCase = from.Has("ignore_case") && from.Flag("ignore_case") == true;
        return type.Text switch
        {
            "exact" => new(
                new ScorerSpec.Exact { Weight = weight, Place = place, IgnoreCase = ignoreCase },
                _values.All(from, "equals")),
            "contains" => new(
                new ScorerSpec.Contains { Weight = weight, Place = place, IgnoreCase = ignoreCase },
                _values.All(from, "text")),
            "regex" => new(
                new ScorerSpec.Regex { Weight = weight, Place = place, IgnoreCase = ignoreCase },
                _values.One(from, "pattern")),
            "number" => ReadNumber(from, weight, place),
            "rubric" => ReadRubric(from, weight, place),
            _ => ReadFields(from, weight, place),
        };
    }

    private ScorerDraft ReadNumber(MappingReader from, decimal weight, Place place)
    {
        var spec = new ScorerSpec.Number
        {
            Weight = weight,
            Place = place,
            Path = from.Text("path"),
            Tolerance = from.Number("tolerance", number => number is >= 0 and <= 1_000, "0 .. 1000") ?? 0,
            OrderOfMagnitude = from.Flag("order_of_magnitude") ?? false,
        };

        if (from.Has("equals") && from.Has("range"))
            reading.Problems.Add(
                from.Node("range")!,
                "suite.two-ways",
                Phrase.Of(SuiteMessages.TwoWays, "equals", "range"),
                SuiteMessages.TwoWaysMend);

        return from.Has("range")
            ? new ScorerDraft(spec, _values.Range(from)) { Bound = NumberBound.Range }
            : new ScorerDraft(spec, _values.One(from, "equals"));
    }

    private static ScorerDraft? ReadFields(MappingReader from, decimal weight, Place place)
    {
        from.Require("require");
        return from.Texts("require") is { } fields
            ? new ScorerDraft(new ScorerSpec.JsonFields { Weight = weight, Place = place, Require = fields }, null)
            : null;
    }

    private ScorerDraft? ReadRubric(MappingReader from, decimal weight, Place place)
    {
        from.Require("checks");
        var checks = from.List("checks") is { } written ? new RubricReader(reading, _values).Read(written) : [];
        return checks.Count == 0 ? null : new ScorerDraft(
            new ScorerSpec.Rubric { Weight = weight, Place = place, Checks = [.. checks.Select(check => check.Check)] },
            null)
        {
            Checks = checks,
        };
    }
}
