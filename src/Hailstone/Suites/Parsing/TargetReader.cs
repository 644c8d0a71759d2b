namespace Hailstone.Suites.Parsing;

/// <summary>Reads the groups of models.</summary>
/// <param name="defaults">The parameters of a target that says nothing else.</param>
/// <param name="maxCallUsd">What its calls are counted at; null where that is not said.</param>
/// <param name="reading">The suite that is read.</param>
internal sealed class TargetReader(Parameters defaults, decimal? maxCallUsd, Reading reading)
{
    /// <summary>The most targets of a suite.</summary>
    private const int Most = 1_000;

    public IReadOnlyList<Target> Read(Written.Mapping groups)
    {
        var targets = new List<Target>();
        foreach (var (group, value) in groups.Entries)
        {
            if (value is Written.Sequence { Items.Count: > 0 } models)
                targets.AddRange(models.Items.Select(model => ReadOne(group.Text, model)).OfType<Target>());
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

    private Target? ReadOne(string group, Written written)
    {
        switch (written)
        {
            case Written.Scalar { IsNothing: false } id:
                return Make(null, id, group, defaults);
            case Written.Mapping mapping:
                var from = new MappingReader(mapping, "target", SuiteKeys.Target, reading.Problems);
                from.Require("model");
                var parameters = ParametersReader.Read(from, defaults, reading);
                var name = from.Text("id") is null ? null : from.Scalar("id");
                var (budget, maxCall) =
                    (SettingsReader.ReadUsd(from, "budget_usd"), SettingsReader.ReadUsd(from, "max_call_usd"));
                var made = from.Text("model") is null ? null : Make(name, from.Scalar("model")!, group, parameters);
                return made is null ? null : made with { BudgetUsd = budget, MaxCallUsd = maxCall ?? maxCallUsd };
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

    private Target? Make(Written.Scalar? id, Written.Scalar model, string group, Parameters parameters)
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
            MaxCallUsd = maxCallUsd,
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
