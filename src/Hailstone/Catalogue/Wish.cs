using System.Text.Json.Nodes;
using Hailstone.Suites;

namespace Hailstone.Catalogue;

/// <summary>One parameter that was asked for.</summary>
/// <param name="Parameter">The suite's name of it.</param>
/// <param name="Value">Its value as it goes over the wire.</param>
internal sealed record Wish(string Parameter, JsonNode Value)
{
    /// <summary>The name of the output cap, which some dialects cannot do without.</summary>
    public const string OutputCap = "max_output_tokens";

    /// <summary>The name of the effort, on which other rules depend.</summary>
    public const string Effort = "effort";

    /// <summary>Its value where it is a number, else null.</summary>
    public decimal? Number { get; init; }

    /// <summary>Its value where it is a word, else null.</summary>
    public string? Word { get; init; }

    /// <summary>What was asked for, in the order in which fields are written.</summary>
    public static IEnumerable<Wish> Of(Parameters asked)
    {
        if (asked.MaxOutputTokens is { } cap)
            yield return new(OutputCap, JsonValue.Create(cap)) { Number = cap };
        if (asked.Temperature is { } temperature)
            yield return new("temperature", JsonValue.Create(temperature)) { Number = temperature };
        if (asked.TopP is { } topP)
            yield return new("top_p", JsonValue.Create(topP)) { Number = topP };
        if (asked.Effort is { } effort)
            yield return new(Effort, JsonValue.Create(effort)) { Word = effort };
        if (asked.Verbosity is { } verbosity)
            yield return new("verbosity", JsonValue.Create(verbosity)) { Word = verbosity };
        if (asked.Seed is { } seed)
            yield return new("seed", JsonValue.Create(seed)) { Number = seed };
        if (asked.Stop is { } stop)
            yield return new("stop", new JsonArray([.. stop.Select(text => JsonValue.Create(text))]));
    }
}
