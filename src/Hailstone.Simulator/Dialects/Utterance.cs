using Hailstone.Simulator.Answers;

namespace Hailstone.Simulator.Dialects;

/// <summary>An answer on its way out: all that is needed to write it, and nothing of the conversation.</summary>
internal sealed record Utterance
{
    /// <summary>The answer, already under its cap.</summary>
    public required Answer Answer { get; init; }

    /// <summary>The model's id.</summary>
    public required string Model { get; init; }

    /// <summary>32 hexadecimal digits of its own.</summary>
    public required string Id { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it is at its end.</summary>
    public required DateTimeOffset Ended { get; init; }

    /// <summary>Tokens of the prompt.</summary>
    public required long PromptTokens { get; init; }

    /// <summary>The part of <see cref="PromptTokens"/> that was read from the cache.</summary>
    public long CachedTokens => Math.Min(Answer.CachedTokens, PromptTokens);

    /// <summary>The part of <see cref="PromptTokens"/> that was written to the cache.</summary>
    public long CacheWriteTokens => Math.Min(Answer.CacheWriteTokens, PromptTokens - CachedTokens);

    /// <summary>The tier that served it, in the API's word; null: the API's usual one.</summary>
    public string? ServiceTier { get; init; }

    /// <summary>How hard the model thought, in the API's word, or null.</summary>
    public string? Effort { get; init; }

    /// <summary>Whether something of what the model thought is shown.</summary>
    public bool ShowsThinking { get; init; }

    /// <summary>The request's parameters, which some APIs repeat.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>Whether a stream ends with the usage.</summary>
    public required bool StreamUsage { get; init; }

    /// <summary>Time for each token.</summary>
    public required TimeSpan PerToken { get; init; }

    /// <summary>Tokens in one event of a stream.</summary>
    public required int TokensPerEvent { get; init; }

    /// <summary>Tokens of the answer, reasoning included.</summary>
    public long CompletionTokens => Answer.Tokens + Answer.ReasoningTokens;
}
