namespace Hailstone.Simulator;

/// <summary>What the simulated provider has seen and charged so far: the vendor's side of the books.</summary>
public sealed record SimulatorStats
{
    /// <summary>Requests seen, those for these stats left out.</summary>
    public required long Requests { get; init; }

    /// <summary>
    /// Replies by HTTP status, or by <c>reset</c>, <c>close</c> and <c>hang</c> where no status was sent.
    /// </summary>
    public required IReadOnlyDictionary<string, long> Replies { get; init; }

    /// <summary>
    /// Refusals by the limit that was reached, as <see cref="SimulatedReply.RefusedBy"/> names it: what a client
    /// wasted.
    /// </summary>
    public required IReadOnlyDictionary<string, long> Refused { get; init; }

    /// <summary>What was charged, by model.</summary>
    public required IReadOnlyDictionary<string, BilledModel> Billed { get; init; }

    /// <summary>Calls charged, over all models.</summary>
    public long BilledCalls => Billed.Values.Sum(model => model.Calls);

    /// <summary>Tokens charged, prompts and completions, over all models.</summary>
    public long BilledTokens => Billed.Values.Sum(model => model.PromptTokens + model.CompletionTokens);
}

/// <summary>What was charged for one model.</summary>
/// <param name="Calls">Calls charged.</param>
/// <param name="PromptTokens">Tokens of prompts.</param>
/// <param name="CompletionTokens">Tokens of answers, reasoning included.</param>
/// <param name="ReasoningTokens">The part of <paramref name="CompletionTokens"/> that was reasoning.</param>
public sealed record BilledModel(long Calls, long PromptTokens, long CompletionTokens, long ReasoningTokens)
{
    /// <summary>The part of <see cref="PromptTokens"/> that a cache gave.</summary>
    public long CacheReadTokens { get; init; }

    /// <summary>The part of <see cref="PromptTokens"/> that was written into a cache.</summary>
    public long CacheWriteTokens { get; init; }
}
