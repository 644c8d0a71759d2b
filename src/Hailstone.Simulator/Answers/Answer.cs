namespace Hailstone.Simulator.Answers;

/// <summary>What a simulated model says, before any output cap cuts it.</summary>
internal sealed record Answer
{
    /// <summary>The text; empty where there is none.</summary>
    public required string Text { get; init; }

    /// <summary>Words of refusal instead of a text, or null.</summary>
    public string? Refusal { get; init; }

    /// <summary>Why it ended.</summary>
    public Finish Finish { get; init; } = Finish.Stop;

    /// <summary>Tokens of what is said.</summary>
    public required long Tokens { get; init; }

    /// <summary>Tokens of reasoning that came before.</summary>
    public long ReasoningTokens { get; init; }

    /// <summary>How much slower than usual; 1 is usual.</summary>
    public double Latency { get; init; } = 1;

    /// <summary>What is said, text or refusal.</summary>
    public string Words => Refusal ?? Text;

    /// <summary>The same answer under an output cap, which reasoning uses up first.</summary>
    public Answer Under(long cap)
    {
        if (ReasoningTokens + Tokens <= cap)
            return this;
        var reasoning = Math.Min(ReasoningTokens, cap);
        var tokens = cap - reasoning;
        var words = TokenText.Cut(Words, (int)((Int128)Words.Length * tokens / Math.Max(1, Tokens)));
        return this with
        {
            Text = Refusal is null ? words : "",
            Refusal = Refusal is null ? null : words,
            Finish = Finish.Length,
            Tokens = tokens,
            ReasoningTokens = reasoning,
        };
    }
}

/// <summary>Why an answer ended, in neutral words.</summary>
internal enum Finish
{
    /// <summary>The model was done.</summary>
    Stop,

    /// <summary>The output cap was reached.</summary>
    Length,

    /// <summary>A filter cut or withheld it.</summary>
    ContentFilter,
}
