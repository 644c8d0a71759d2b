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

    /// <summary>Every parameter that is not null, as JSON by name.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }
}

/// <summary>What reading a request gives.</summary>
internal abstract record Reading
{
    private Reading()
    {
    }

    /// <summary>A question.</summary>
    public sealed record Asked(Inquiry Inquiry) : Reading;

    /// <summary>Something that the API refuses to read.</summary>
    public sealed record Unreadable(Refusal Refusal) : Reading;
}
