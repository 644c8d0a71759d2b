namespace Hailstone.Simulator;

/// <summary>All that the simulated provider does about one request, with every delay, as data.</summary>
public sealed record SimulatedReply
{
    /// <summary>
    /// From the request's last byte to the response's head; where <see cref="Head"/> is null, to <see cref="End"/>.
    /// </summary>
    public required TimeSpan HeadAfter { get; init; }

    /// <summary>Status and headers, or null where none is ever sent.</summary>
    public SimulatedHead? Head { get; init; }

    /// <summary>The body's parts in order; made as they are read, the same each time they are read.</summary>
    public IEnumerable<SimulatedChunk> Body { get; init; } = [];

    /// <summary>What happens after the last part; default <see cref="SimulatedEnd.Complete"/>.</summary>
    public SimulatedEnd End { get; init; } = SimulatedEnd.Complete;

    /// <summary>What the provider charges for it, or null where it charges nothing.</summary>
    public SimulatedBill? Bill { get; init; }

    /// <summary>
    /// The limit that refused it, or null: <c>requests_per_minute</c>, <c>requests_per_day</c>,
    /// <c>tokens_per_minute</c>, <c>tokens_per_day</c>, <c>project_tokens_per_minute</c>,
    /// <c>input_tokens_per_minute</c>, <c>output_tokens_per_minute</c>, <c>too_large</c> (it never fits),
    /// <c>slow_down</c>, <c>in_flight</c>, or <c>fault</c> for a limit that no client could foresee.
    /// </summary>
    public string? RefusedBy { get; init; }

    /// <summary>When <see cref="End"/> happens, counted from the request's last byte.</summary>
    public TimeSpan EndAfter => Body.Aggregate(HeadAfter, (sum, chunk) => sum + chunk.After);
}

/// <summary>The head of a simulated response.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">The headers by lower-case name.</param>
public sealed record SimulatedHead(int Status, IReadOnlyDictionary<string, string> Headers);

/// <summary>A part of a simulated body that is sent at once.</summary>
/// <param name="After">From the part before it, or from the head.</param>
/// <param name="Text">Its text; UTF-8 on the wire.</param>
public sealed record SimulatedChunk(TimeSpan After, string Text);

/// <summary>What happens after the last part of a simulated reply.</summary>
public enum SimulatedEnd
{
    /// <summary>The response is whole, and the connection may be used again.</summary>
    Complete,

    /// <summary>The connection is reset.</summary>
    Reset,

    /// <summary>The connection is closed in good order, though the response is not whole.</summary>
    Close,

    /// <summary>Nothing more comes until the client gives up.</summary>
    Hang,
}

/// <summary>What the provider charges for one reply.</summary>
/// <param name="Model">The model.</param>
/// <param name="PromptTokens">Tokens of the prompt.</param>
/// <param name="CompletionTokens">Tokens of the answer, reasoning included.</param>
/// <param name="ReasoningTokens">The part of <paramref name="CompletionTokens"/> that was reasoning.</param>
public sealed record SimulatedBill(string Model, long PromptTokens, long CompletionTokens, long ReasoningTokens)
{
    /// <summary>The part of <see cref="PromptTokens"/> that a cache gave.</summary>
    public long CacheReadTokens { get; init; }

    /// <summary>The part of <see cref="PromptTokens"/> that was written into a cache.</summary>
    public long CacheWriteTokens { get; init; }
}
