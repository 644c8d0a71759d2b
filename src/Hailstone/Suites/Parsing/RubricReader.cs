namespace Hailstone.Suites.Parsing;

/// <summary>Reads the checks of a rubric.</summary>
internal sealed class RubricReader(Reading reading, ValueReader values)
{
    private const int Most = 100;
    private const int LargestPoints = 1_000_000;

    public IReadOnlyList<CheckDraft> Read(IReadOnlyList<Written> checks)
    {
        if (checks.Count > Most)
            reading.Problems.Add(
                checks[Most],
                "suite.too-many-checks",
                Phrase.Of(SuiteMessages.TooManyChecks, Most),
                SuiteMessages.TooManyChecksMend);

        return [.. checks.Take(Most).Select(ReadOne).OfType<CheckDraft>()];
    }

    private CheckDraft? ReadOne(Written written)
    {
        if (written is Written.Broken)
            return null;

        var kind = (written as Written.Mapping)?.Entries.Select(entry => entry.Key.Text)
            .FirstOrDefault(SuiteKeys.Checks.ContainsKey);
        if (kind is null)
        {
            reading.Problems.Add(written, "suite.check", SuiteMessages.Check, SuiteMessages.CheckMend);
            return null;
        }

        var from = new MappingReader(
            (Written.Mapping)written, $"check '{kind}'", SuiteKeys.Checks[kind], reading.Problems);
        var points = from.Number(
            "points", number => number is > 0 and <= LargestPoints, $"0 < .. <= {LargestPoints}") ?? 1;
        return kind switch
        {
            "json" => ReadJson(from, points),
            "has" => from.Texts("has") is { } fields
                ? Draft(from, new RubricCheck.Has { Points = points, Fields = fields })
                : null,
            "any_of" => from.Texts("any_of") is { } fields
                ? Draft(from, new RubricCheck.AnyOf { Points = points, Fields = fields })
                : null,
            "number" => ReadNumber(from, points),
            _ => ReadText(from, points),
        };
    }

    private CheckDraft? ReadJson(MappingReader from, decimal points) =>
        from.Word("json", SuiteKeys.JsonPlaces) is not { } word
            ? null
            : Draft(from, new RubricCheck.Placed
            {
                Points = points,
                Within = (JsonPlace)Array.IndexOf(SuiteKeys.JsonPlaces, word),
            });

    private CheckDraft? ReadNumber(MappingReader from, decimal points)
    {
        var field = from.Text("number");
        var tolerance = from.Number("tolerance", number => number is >= 0 and <= 1_000, "0 .. 1000") ?? 0;
        var magnitude = from.Flag("order_of_magnitude") ?? false;
        var bounds = SuiteKeys.NumberBounds.Where(from.Has).ToList();
        if (bounds.Count == 0)
            reading.Problems.Add(
                from.At,
                "suite.missing-key",
                Phrase.Of(SuiteMessages.NoBound, from.Owner),
                Phrase.Of(SuiteMessages.NoBoundMend, Phrase.List(SuiteKeys.NumberBounds)));
        if (bounds.Count > 1)
            reading.Problems.Add(
                from.Node(bounds[1])!,
                "suite.two-ways",
                Phrase.Of(SuiteMessages.TwoWays, bounds[0], bounds[1]),
                SuiteMessages.TwoWaysMend);
        if (field is null || bounds.Count != 1)
            return null;

        var bound = (NumberBound)Array.IndexOf(SuiteKeys.NumberBounds, bounds[0]);
        return new CheckDraft(
            new RubricCheck.Number
            {
                Points = points,
                Field = field,
                Tolerance = tolerance,
                OrderOfMagnitude = magnitude,
            },
            reading.Problems.At(from.At),
            (bound == NumberBound.Range ? values.Range(from) : values.One(from, bounds[0])) ?? [],
            bound);
    }

    private CheckDraft? ReadText(MappingReader from, decimal points)
    {
        from.Require("equals");
        var ignoreCase = from.Flag("ignore_case") ?? false;
        return from.Text("text") is not { } field ? null : new CheckDraft(
            new RubricCheck.Wording { Points = points, Field = field, IgnoreCase = ignoreCase },
            reading.Problems.At(from.At),
            values.All(from, "equals") ?? []);
    }

    private CheckDraft Draft(MappingReader from, RubricCheck check) => new(check, reading.Problems.At(from.At), []);
}
