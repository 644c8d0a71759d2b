using System.Text.Json;
using System.Text.Json.Nodes;
using Hailstone.Ledger;
using Hailstone.Planning;
using Hailstone.Suites;

namespace Hailstone.Running;

/// <summary>Makes the fact that a run begins with.</summary>
public static class FirstFact
{
    /// <summary>Makes it from a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="run">The run's id.</param>
    /// <param name="version">The version of Hailstone.</param>
    /// <param name="options">What the command line said that changes the plan.</param>
    /// <param name="priceDate">The date of the price table.</param>
    /// <param name="at">Now.</param>
    public static RunStarted Of(
        Plan plan, string run, string version, RunOptions options, DateOnly priceDate, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new RunStarted
        {
            At = at,
            Run = run,
            Version = version,
            Suite = plan.Suite.Name,
            SuiteHash = plan.Suite.Hash,
            SuitePath = plan.Suite.Path,
            Plan = plan.Id,
            Options = options,
            Items = [.. plan.Items.Select(item => new ItemFact(item.Id, item.Category, item.Cluster)
            {
                Asked = Fingerprint.Asked(item),
                Expected = Fingerprint.Expected(item),
            })],
            Targets = [.. plan.Targets.Select(Target)],
            Policy = PolicyFact.Of(plan.Suite.Policy),
            Scoring = Fingerprint.Scoring(plan.Suite),
            Repeats = plan.Repeats,
            Seed = plan.Seed,
            PriceDate = priceDate,
            Gates = [.. plan.Suite.Gates.Select(gate => new GateFact(gate.Measure, gate.Comparison, gate.Bound))],
        };
    }

    private static TargetFact Target(PlannedTarget planned) => new()
    {
        Id = planned.Target.Id,
        Fingerprint = Running.Fingerprint.Of(planned),
        Model = planned.Target.Model,
        WireId = planned.Model.WireId,
        Group = planned.Target.Group,
        Provider = planned.Model.Provider.Id,
        Dialect = planned.Model.Dialect,
        Asked = Asked(planned.Target.Parameters),
        Sent = Sent(planned),
        Omitted = planned.Settings.Omitted,
        Price = planned.Price,
        Refused = planned.Refused is { } refused ? $"{refused.Message} {refused.Mend}" : null,
    };

    /// <summary>The parameters that a target is sent, by the wire's names.</summary>
    /// <param name="planned">The target.</param>
    internal static JsonElement Sent(PlannedTarget planned) => Element(new JsonObject(planned.Settings.Fields.Select(
        field => KeyValuePair.Create(field.Key, (JsonNode?)JsonNode.Parse(field.Value.GetRawText())))));

    private static JsonElement Asked(Parameters asked)
    {
        var json = new JsonObject { ["stream"] = asked.Stream };
        Add("max_output_tokens", asked.MaxOutputTokens is { } cap ? JsonValue.Create(cap) : null);
        Add("temperature", asked.Temperature is { } temperature ? JsonValue.Create(temperature) : null);
        Add("top_p", asked.TopP is { } mass ? JsonValue.Create(mass) : null);
        Add("effort", asked.Effort is { } effort ? JsonValue.Create(effort) : null);
        Add("verbosity", asked.Verbosity is { } verbosity ? JsonValue.Create(verbosity) : null);
        Add("seed", asked.Seed is { } seed ? JsonValue.Create(seed) : null);
        Add("stop", asked.Stop is { } stop ? new JsonArray([.. stop.Select(text => JsonValue.Create(text))]) : null);
        Add("format", asked.Format switch
        {
            AnswerFormat.AnyJson => JsonValue.Create("json"),
            AnswerFormat.JsonSchema schema => new JsonObject { ["json_schema"] = schema.Name },
            _ => null,
        });
        return Element(json);

        void Add(string name, JsonNode? value)
        {
            if (value is not null)
                json[name] = value;
        }
    }

    private static JsonElement Element(JsonNode node)
    {
        using var document = JsonDocument.Parse(node.ToJsonString());
        return document.RootElement.Clone();
    }
}
