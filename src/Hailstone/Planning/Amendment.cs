using Hailstone.Catalogue;
using Hailstone.Suites;

namespace Hailstone.Planning;

/// <summary>How a target is to be asked otherwise than its profile says, as its provider itself demanded.</summary>
public sealed record Amendment
{
    /// <summary>The dialect to ask in; null keeps the planned one.</summary>
    public string? Dialect { get; init; }

    /// <summary>Parameters to leave out, by the suite's names.</summary>
    public IReadOnlyList<string> Omitted { get; init; } = [];

    /// <summary>Fields that go under another name: the planned name, then the one to send.</summary>
    public IReadOnlyDictionary<string, string> Renamed { get; init; } = new Dictionary<string, string>();

    /// <summary>The target as it is asked then.</summary>
    /// <param name="target">The target as planned.</param>
    /// <returns>
    /// It is refused where the other dialect does not take what was asked for, and where a budget holds for it and
    /// nothing says any more what a call can cost.
    /// </returns>
    public PlannedTarget ApplyTo(PlannedTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var asked = Omitted.Aggregate(target.Target.Parameters, Without);
        var dialect = Dialect ?? target.Settings.Dialect;
        var applied = target.Model.Profile.Apply(asked, dialect, target.Model.Fact);
        var settings = applied.Settings with
        {
            Fields = [.. applied.Settings.Fields.Select(
                field => KeyValuePair.Create(Renamed.GetValueOrDefault(field.Key, field.Key), field.Value))],
            Omitted = [.. applied.Settings.Omitted.Union(Omitted)],
        };
        var amended = target with
        {
            Model = target.Model with { Dialect = dialect },
            Settings = settings,
            Refused = applied.Refused.Count > 0 && target.Target.Parameters.OnUnsupported == OnUnsupported.Error
                ? PlanProblems.Refused(target.Target, applied.Refused)
                : target.Refused,
        };
        // The cap that was left out may have been what a budget went by.
        return amended with { Refused = amended.Refused ?? PlanProblems.OfBudget(amended) };
    }

    /// <summary>Parameters without one of them.</summary>
    /// <param name="asked">What was asked for.</param>
    /// <param name="name">The suite's name of the parameter.</param>
    internal static Parameters Without(Parameters asked, string name) => name switch
    {
        Wish.OutputCap => asked with { MaxOutputTokens = null },
        "temperature" => asked with { Temperature = null },
        "top_p" => asked with { TopP = null },
        Wish.Effort => asked with { Effort = null },
        "verbosity" => asked with { Verbosity = null },
        "seed" => asked with { Seed = null },
        "stop" => asked with { Stop = null },
        "format" => asked with { Format = new AnswerFormat.PlainText() },
        _ => asked,
    };
}
