using Hailstone.Simulator.Answers;

namespace Hailstone.Simulator.Dialects;

/// <summary>An answer on its way out: all that is needed to write it, and nothing of the request's size.</summary>
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

    /// <summary>Tokens of the prompt.</summary>
    public required long PromptTokens { get; init; }

    /// <summary>Whether a stream ends with the usage.</summary>
    public required bool StreamUsage { get; init; }

    /// <summary>Time for each token.</summary>
    public required TimeSpan PerToken { get; init; }

    /// <summary>Tokens in one event of a stream.</summary>
    public required int TokensPerEvent { get; init; }

    /// <summary>Tokens of the answer, reasoning included.</summary>
    public long CompletionTokens => Answer.Tokens + Answer.ReasoningTokens;
}
