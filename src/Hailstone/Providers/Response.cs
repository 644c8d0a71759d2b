using System.Text.Json;
using Hailstone.Catalogue;

namespace Hailstone.Providers;

/// <summary>An answer in one normal form.</summary>
public sealed record Response
{
    /// <summary>The answer's text; empty where there was none.</summary>
    public required string Text { get; init; }

    /// <summary>
    /// The words of a refusal where the API has a field for them, the model's own or the provider's
    /// (<c>category: explanation</c>); or null.
    /// </summary>
    public string? Refusal { get; init; }

    /// <summary>Why the answer ended.</summary>
    public required StopReason Stop { get; init; }

    /// <summary>The provider's own word for it, or null.</summary>
    public string? StopRaw { get; init; }

    /// <summary>Tokens as the provider counted them, or null where it did not.</summary>
    public Usage? Usage { get; init; }

    /// <summary>The model as the response names it, or null.</summary>
    public string? Model { get; init; }

    /// <summary>The service tier that was used, as echoed, or null.</summary>
    public string? ServiceTier { get; init; }

    /// <summary>The effort that was used, as echoed, or null.</summary>
    public string? Effort { get; init; }

    /// <summary>
    /// All that the model has said of a turn that <see cref="StopReason.Paused"/> ended, in the dialect's own JSON, for
    /// <see cref="Ask.TurnSoFar"/>; null where the turn is over.
    /// </summary>
    public JsonElement? TurnSoFar { get; init; }
}

/// <summary>Why an answer ended, in neutral words.</summary>
public enum StopReason
{
    /// <summary>A word that this version does not know; the raw one is kept.</summary>
    Unknown,

    /// <summary>The model was done.</summary>
    Stop,

    /// <summary>A stop sequence was met.</summary>
    StopSequence,

    /// <summary>The output cap was reached.</summary>
    MaxTokens,

    /// <summary>The context window was full.</summary>
    ContextLimit,

    /// <summary>The model called a tool.</summary>
    ToolCall,

    /// <summary>The provider paused a long turn; it goes on when asked again.</summary>
    Paused,

    /// <summary>The model refused.</summary>
    Refusal,

    /// <summary>A filter cut or withheld the answer.</summary>
    ContentFilter,

    /// <summary>The provider cancelled the answer.</summary>
    Cancelled,

    /// <summary>The provider failed in the middle.</summary>
    Error,
}
