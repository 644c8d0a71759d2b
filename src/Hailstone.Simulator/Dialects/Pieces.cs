using Hailstone.Simulator.Answers;

namespace Hailstone.Simulator.Dialects;

/// <summary>An answer in the pieces in which it is streamed, each with the time since the one before it.</summary>
internal static class Pieces
{
    // A summary of the thinking is shown, never the thinking itself: it does not grow with it.
    private const string Thought = "Looking at what is asked, and at what would answer it.";

    /// <summary>What is said.</summary>
    public static IEnumerable<(TimeSpan After, string Text)> Words(Utterance utterance)
    {
        var tokens = utterance.Answer.Tokens;
        var parts = (tokens + utterance.TokensPerEvent - 1) / utterance.TokensPerEvent;
        var each = parts > 0 ? utterance.PerToken * tokens / parts : TimeSpan.Zero;
        return TokenText.Split(utterance.Answer.Words, parts).Select(text => (each, text));
    }

    /// <summary>What is shown of the thinking.</summary>
    public static string Thinking(Utterance utterance) =>
        TokenText.Cut(Thought, (int)Math.Min(Thought.Length, utterance.Answer.ReasoningTokens * 4));

    /// <summary>How long the thinking takes.</summary>
    public static TimeSpan ThinkingTime(Utterance utterance) => utterance.PerToken * utterance.Answer.ReasoningTokens;
}
