using Hailstone.Providers;

namespace Hailstone.Pacing;

/// <summary>Which answers do not end their trial.</summary>
internal static class AnswerRules
{
    private const int EmptyAnswersAskedAgain = 2;
    private const int PausesGoneOnFrom = 8;

    /// <summary>Whether the question is asked again after an answer, and when.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="before">Answers of the trial that did not end it.</param>
    /// <param name="random">Chance.</param>
    /// <returns>How long to wait; null where the answer ends the trial, whatever it is worth.</returns>
    /// <remarks>
    /// A paused turn goes on. An answer of no tokens that claims to be done is a slip of the provider's: it is asked
    /// for twice more, and the third is the model's own.
    /// </remarks>
    public static TimeSpan? Again(Response answer, int before, Random random) => answer.Stop switch
    {
        StopReason.Paused when answer.TurnSoFar is not null => before < PausesGoneOnFrom ? TimeSpan.Zero : null,
        _ when IsNothing(answer) && before < EmptyAnswersAskedAgain => Backoff.FullJitter(before + 1, random),
        _ => null,
    };

    /// <summary>Whether an answer has neither words nor tokens, and no reason for it.</summary>
    public static bool IsNothing(Response answer) =>
        answer is { Stop: StopReason.Stop or StopReason.Unknown, Refusal: null, Usage: null or { Output: null or 0 } }
        && string.IsNullOrWhiteSpace(answer.Text);
}
