using Hailstone.Simulator.Answers;

namespace Hailstone.Simulator.Faults;

/// <summary>What a fault makes of an answer.</summary>
internal static class ChangedAnswer
{
    private const string Words = "I'm sorry, but I can't help with that.";

    /// <summary>Nothing is said, and the model calls it done.</summary>
    public static Answer Empty(Answer answer) => new() { Text = "", Tokens = 0, Latency = answer.Latency };

    /// <summary>The output cap cuts it in its middle.</summary>
    public static Answer TooLong(Answer answer) => HalfOf(answer, Finish.Length);

    /// <summary>The model refuses.</summary>
    public static Answer Refused(Answer answer) => answer with
    {
        Text = "",
        Refusal = Words,
        Finish = Finish.Stop,
        StopSequence = null,
        Tokens = TokenText.Count(Words.Length),
    };

    /// <summary>The provider's filter cuts it in its middle.</summary>
    public static Answer Filtered(Answer answer) => HalfOf(answer, Finish.ContentFilter);

    private static Answer HalfOf(Answer answer, Finish end) =>
        answer.Under((answer.ReasoningTokens + answer.Tokens) / 2, end) with { Finish = end, StopSequence = null };
}
