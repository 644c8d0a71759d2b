using Hailstone.Simulator.Answers;

namespace Hailstone.Simulator.Dialects;

/// <summary>What a request asks, in neutral words.</summary>
internal sealed record Inquiry
{
    /// <summary>The model's id.</summary>
    public required string Model { get; init; }

    /// <summary>The last message of the user.</summary>
    public required string Prompt { get; init; }

    /// <summary>The characters of all messages.</summary>
    public required long Characters { get; init; }

    /// <summary>The most tokens that the answer may have, or null.</summary>
    public long? OutputCap { get; init; }

    /// <summary>Whether the answer is to be streamed.</summary>
    public bool Stream { get; init; }

    /// <summary>Whether the stream is to end with the usage.</summary>
    public bool StreamUsage { get; init; }

    /// <summary>Whether the answer is to be JSON.</summary>
    public bool WantsJson { get; init; }

    /// <summary>Whether the model's own words come last, with which it is to go on.</summary>
    public bool Continues { get; init; }

    /// <summary>How hard the model is to think, in the API's word, or null.</summary>
    public string? Effort { get; init; }

    /// <summary>The name of the schema that the answer is to follow, or null.</summary>
    public string? SchemaName { get; init; }

    /// <summary>What is wrong with that schema where it is to be followed strictly, or null.</summary>
    public SchemaFault? SchemaFault { get; init; }

    /// <summary>Whether the model may think before it answers; only a request that forbids it says no.</summary>
    public bool Thinks { get; init; } = true;

    /// <summary>Whether something of what the model thinks is to be shown.</summary>
    public bool ShowsThinking { get; init; }

    /// <summary>Texts before which the answer is to end.</summary>
    public IReadOnlyList<string> StopSequences { get; init; } = [];

    /// <summary>The service tier, in the API's word, or null.</summary>
    public string? ServiceTier { get; init; }

    /// <summary>Every parameter that is not null, as JSON by name; not the conversation.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>An answer as this request lets it be.</summary>
    public Answer Shape(Answer answer, IDialect dialect) =>
        (Thinks ? answer : answer with { ReasoningTokens = 0 })
            .Turn(dialect.HasPause, Continues)
            .Before(StopSequences)
            .Under(OutputCap ?? long.MaxValue, Finish.Length);
}

/// <summary>What reading a request gives.</summary>
internal abstract record Reading
{
    private Reading()
    {
    }

    /// <summary>A question.</summary>
    public sealed record Asked(Inquiry Inquiry) : Reading;

    /// <summary>A question whose tokens are to be counted, and which is not to be answered.</summary>
    public sealed record Counted(Inquiry Inquiry) : Reading;

    /// <summary>Something that the API refuses to read.</summary>
    public sealed record Unreadable(Refusal Refusal) : Reading;
}
