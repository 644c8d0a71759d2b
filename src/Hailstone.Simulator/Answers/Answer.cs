namespace Hailstone.Simulator.Answers;

/// <summary>What a simulated model says, before any output cap cuts it.</summary>
internal sealed record Answer
{
    /// <summary>The kinds of refusals, as Anthropic's API names them.</summary>
    public static IReadOnlyList<string> RefusalCategories { get; } =
        ["cyber", "bio", "frontier_llm", "reasoning_extraction", "general_harms"];

    /// <summary>The text; empty where there is none.</summary>
    public required string Text { get; init; }

    /// <summary>Words of refusal instead of a text, or null.</summary>
    public string? Refusal { get; init; }

    /// <summary>The kind of what is refused, or null; one of <see cref="RefusalCategories"/>.</summary>
    public string? RefusalCategory { get; init; }

    /// <summary>The text that ended it, or null.</summary>
    public string? StopSequence { get; init; }

    /// <summary>Why it ended.</summary>
    public Finish Finish { get; init; } = Finish.Stop;

    /// <summary>Tokens of what is said.</summary>
    public required long Tokens { get; init; }

    /// <summary>Tokens of reasoning that came before.</summary>
    public long ReasoningTokens { get; init; }

    /// <summary>Tokens of the prompt that were read from the cache.</summary>
    public long CachedTokens { get; init; }

    /// <summary>Tokens of the prompt that were written to the cache.</summary>
    public long CacheWriteTokens { get; init; }

    /// <summary>How much slower than usual; 1 is usual.</summary>
    public double Latency { get; init; } = 1;

    /// <summary>What is said, text or refusal.</summary>
    public string Words => Refusal ?? Text;

    /// <summary>The same answer under a cap, which reasoning uses up first.</summary>
    /// <param name="cap">The most tokens.</param>
    /// <param name="end">How an answer ends that the cap cuts.</param>
    public Answer Under(long cap, Finish end)
    {
        if (ReasoningTokens + Tokens <= cap)
            return this;
        var reasoning = Math.Min(ReasoningTokens, cap);
        var tokens = cap - reasoning;
        var length = (int)((Int128)Words.Length * tokens / Math.Max(1, Tokens));
        return Saying(TokenText.Cut(Words, length), tokens) with { Finish = end, ReasoningTokens = reasoning };
    }

    /// <summary>The same answer up to the first of some texts.</summary>
    public Answer Before(IReadOnlyList<string> stops)
    {
        var (first, stop) = (Words.Length, (string?)null);
        foreach (var text in stops)
            if (text.Length > 0 && Words.IndexOf(text, StringComparison.Ordinal) is >= 0 and var at && at < first)
                (first, stop) = (at, text);
        if (stop is null)
            return Finish == Finish.StopSequence && stops.Count > 0 ? this with { StopSequence = stops[0] } : this;
        var tokens = (long)((Int128)Tokens * first / Words.Length);
        return Saying(Words[..first], tokens) with { Finish = Finish.StopSequence, StopSequence = stop };
    }

    /// <summary>The half of an answer that pauses: the first, or where that is known, the second.</summary>
    /// <param name="canPause">Whether it can; else it is given whole.</param>
    /// <param name="continues">Whether the first half is known.</param>
    public Answer Turn(bool canPause, bool continues)
    {
        if (Finish != Finish.Pause)
            return this;
        if (!canPause)
            return this with { Finish = Finish.Stop };
        var first = TokenText.Cut(Words, Words.Length / 2);
        return continues
            ? Saying(Words[first.Length..], Tokens - Tokens / 2) with { Finish = Finish.Stop, ReasoningTokens = 0 }
            : Saying(first, Tokens / 2);
    }

    private Answer Saying(string words, long tokens) => this with
    {
        Text = Refusal is null ? words : "",
        Refusal = Refusal is null ? null : words,
        Tokens = tokens,
    };
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

    /// <summary>A text came that was to end it.</summary>
    StopSequence,

    /// <summary>The turn is paused: the model would go on.</summary>
    Pause,

    /// <summary>The model's context window was full.</summary>
    ContextWindow,
}
