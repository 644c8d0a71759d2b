using System.Globalization;
using Hailstone.Simulator.Answers;
using Hailstone.Simulator.Dialects;

namespace Hailstone.Simulator.Visits;

/// <summary>What a model refuses.</summary>
internal static class ModelRules
{
    /// <summary>Why a model cannot be asked at all here, or null.</summary>
    public static Refusal? Absence(ModelOptions? model, string id, IDialect dialect) => model switch
    {
        null => new Refusal.UnknownModel(id),
        { Retired: true } => new Refusal.RetiredModel(id),
        { OnlyApi: { } only } when only != dialect.Name => new Refusal.OtherApi(id, dialect.Name, only),
        _ => null,
    };

    /// <summary>What of a question a model refuses, or null.</summary>
    public static Refusal? Objection(ModelOptions model, Inquiry inquiry, IDialect dialect) =>
        Parameter(model, inquiry.Parameters)
        ?? Effort(model, inquiry, dialect)
        ?? (Refusal?)Schema(model, inquiry)
        ?? TooLong(model, inquiry);

    private static Refusal? Parameter(ModelOptions model, IReadOnlyDictionary<string, string> given)
    {
        foreach (var name in model.Refuses)
            if (given.ContainsKey(name))
                return new Refusal.UnsupportedParameter(name);
        foreach (var name in model.OnlyDefault)
            if (given.TryGetValue(name, out var value) && !IsDefault(name, value))
                return new Refusal.UnsupportedValue(name, value, Default(name));
        var chosen = model.OneOf.Where(given.ContainsKey).ToList();
        return chosen.Count > 1 ? new Refusal.Conflict(chosen[0], chosen[1]) : null;
    }

    private static Refusal? Effort(ModelOptions model, Inquiry inquiry, IDialect dialect)
    {
        if (inquiry.Effort is not { } effort || model.Efforts is not { } efforts || efforts.Contains(effort))
            return null;
        return efforts.Count == 0
            ? new Refusal.NoEffort(dialect.EffortName)
            : new Refusal.UnsupportedEffort(dialect.EffortName, inquiry.Model, effort, efforts);
    }

    private static Refusal.BadSchema? Schema(ModelOptions model, Inquiry inquiry)
    {
        if (!model.ChecksSchemas || inquiry.SchemaFault is not { } fault)
            return null;
        return new Refusal.BadSchema(inquiry.SchemaName ?? "", fault);
    }

    private static Refusal.TooLong? TooLong(ModelOptions model, Inquiry inquiry)
    {
        var tokens = TokenText.Count(inquiry.Characters);
        return tokens > model.ContextWindow ? new Refusal.TooLong(tokens, model.ContextWindow.Value) : null;
    }

    private static string Default(string name) => name.EndsWith("_penalty", StringComparison.Ordinal) ? "0" : "1";

    private static bool IsDefault(string name, string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && number.ToString(CultureInfo.InvariantCulture) == Default(name);
}
