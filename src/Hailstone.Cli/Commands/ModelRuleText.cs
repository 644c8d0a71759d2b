using System.Globalization;
using Hailstone.Simulator;

namespace Hailstone.Cli.Commands;

/// <summary>
/// Rules of the simulated models as a person writes them: <c>MODEL=RULE</c>, where MODEL may be <c>*</c>, any model.
/// </summary>
internal static class ModelRuleText
{
    /// <summary>The forms that a rule can have.</summary>
    public const string Forms = "retired, api:responses, refuses:temperature, default:temperature, "
        + "one-of:temperature+top_p, effort:low+medium, default-effort:medium, no-effort, strict-schemas, window:8192, "
        + "tier:flex";

    private const string Any = "*";

    /// <summary>Adds to the options what a rule says; null where it is none.</summary>
    public static SimulatorOptions? Add(SimulatorOptions options, string text)
    {
        var equals = text.LastIndexOf('=');
        if (equals < 1)
            return null;
        var (id, rule) = (text[..equals], text[(equals + 1)..]);
        var models = new Dictionary<string, ModelOptions>(options.Models ?? new Dictionary<string, ModelOptions>());
        var old = id == Any ? null : models.GetValueOrDefault(id);
        if (Changed(old ?? options.AnyModel, rule) is not { } model)
            return null;
        if (id == Any)
            return options with { AnyModel = model };
        models[id] = model;
        return options with { Models = models };
    }

    private static ModelOptions? Changed(ModelOptions model, string rule)
    {
        var parts = rule.Split(':', 2);
        var value = parts.Length == 2 ? parts[1] : "";
        var values = value.Split('+', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return (parts[0], values.Length) switch
        {
            ("retired", 0) => model with { Retired = true },
            ("no-effort", 0) => model with { Efforts = [] },
            ("strict-schemas", 0) => model with { ChecksSchemas = true },
            ("api", 1) when ModelOptions.ApiNames.Contains(value) => model with { OnlyApi = value },
            ("refuses", > 0) => model with { Refuses = [.. model.Refuses, .. values] },
            ("default", > 0) => model with { OnlyDefault = [.. model.OnlyDefault, .. values] },
            ("one-of", > 1) => model with { OneOf = values },
            ("effort", > 0) => model with { Efforts = values },
            ("default-effort", 1) => model with { DefaultEffort = value },
            ("tier", 1) => model with { ServiceTier = value },
            ("window", 1) when Whole(value) is { } tokens => model with { ContextWindow = tokens },
            _ => null,
        };
    }

    private static long? Whole(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0 ? value : null;
}
