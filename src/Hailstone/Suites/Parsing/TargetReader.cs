namespace Hailstone.Suites.Parsing;

/// <summary>Reads the groups of models.</summary>
internal static class TargetReader
{
    /// <summary>The most targets of a suite.</summary>
    private const int Most = 1_000;

    public static IReadOnlyList<Target> Read(Written.Mapping groups, Parameters defaults, Reading reading)
    {
        var targets = new List<Target>();
        foreach (var (group, value) in groups.Entries)
        {
            if (value is Written.Sequence { Items.Count: > 0 } models)
                targets.AddRange(
                    models.Items.Select(model => ReadOne(group.Text, model, defaults, reading)).OfType<Target>());
            else if (value is not Written.Broken)
                reading.Problems.Add(
                    value,
                    "suite.wrong-kind",
                    Phrase.Of(SuiteMessages.GroupKind, group.Text),
                    SuiteMessages.GroupKindMend);
        }

        if (groups.Entries.Count == 0)
            MappingReader.Missing(reading.Problems, groups, "targets", "suite");

        if (targets.Count > Most)
            reading.Problems.Add(
                groups,
                "suite.too-many-targets",
                Phrase.Of(SuiteMessages.TooManyTargets, Most),
                SuiteMessages.TooManyMend);

        ReportTwins(targets, reading.Problems);
        return targets;
    }

    private static Target? ReadOne(string group, Written written, Parameters defaults, Reading reading)
    {
        switch (written)
        {
            case Written.Scalar { IsNothing: false } id:
                return Make(null, id, group, defaults, reading);
            case Written.Mapping mapping:
                var from = new MappingReader(mapping, "target", SuiteKeys.Target, reading.Problems);
                from.Require("model");
                var parameters = ParametersReader.Read(from, defaults, reading);
                var name = from.Text("id") is null ? null : from.Scalar("id");
                return from.Text("model") is null ? null : Make(
                    name, from.Scalar("model")!, group, parameters, reading);
            case Written.Broken:
                return null;
            default:
                reading.Problems.Add(
                    written,
                    "suite.wrong-kind",
                    Phrase.Of(SuiteMessages.GroupKind, group),
                    SuiteMessages.GroupKindMend);
                return null;
        }
    }

    private static Target? Make(
        Written.Scalar? id, Written.Scalar model, string group, Parameters parameters, Reading reading)
    {
        var isModel = Names.IsModel(model.Text);
        if (!isModel)
            reading.Problems.Add(
                model, "suite.model", Phrase.Of(SuiteMessages.Model, model.Text), SuiteMessages.ModelMend);

        if (!Names.Check(id, "id", reading.Problems) || !isModel)
            return null;

        return new Target
        {
            Id = id?.Text ?? model.Text,
            Model = model.Text,
            Group = group,
            Parameters = parameters,
            Place = reading.Problems.At(id ?? model),
        };
    }

    private static void ReportTwins(List<Target> targets, ProblemLog problems)
    {
        var known = new Dictionary<string, Place>(StringComparer.Ordinal);
        foreach (var target in targets.Where(target => !known.TryAdd(target.Id, target.Place)))
        {
            var message = Phrase.Of(SuiteMessages.TargetTwice, target.Id, known[target.Id].ToString());
            problems.Add(target.Place, "suite.duplicate-target", message, SuiteMessages.TargetTwiceMend);
        }
    }
}
