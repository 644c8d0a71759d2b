using System.Globalization;
using Hailstone.Catalogue;
using Hailstone.Providers;
using Hailstone.Suites;

namespace Hailstone.Pacing;

/// <summary>The rules of the policy <c>fixed</c>, to the letter (docs/pacing.md).</summary>
internal static class FixedRules
{
    private static readonly string[] Passing = ["429", "rate limit", "timeout"];

    /// <summary>Decides what to do after a failure.</summary>
    /// <remarks>
    /// Tries and time are counted as the decorator <c>backoff.on_exception(backoff.expo, max_tries, max_time)</c> of
    /// Python's <c>backoff</c> 2.2 counts them, without its jitter: no further try when <c>max_time</c> has passed
    /// since the first began, and no wait beyond it.
    /// </remarks>
    /// <param name="pauses">The figures.</param>
    /// <param name="failure">What the failure means; of that, only the outcome of a question at fault counts.</param>
    /// <param name="evidence">What else is known.</param>
    public static Verdict Judge(FixedPauses pauses, Classified failure, Evidence evidence)
    {
        var left = pauses.MaxTime - evidence.SinceFirst;
        var mayTry = evidence.TriesBefore + 1 < pauses.Tries && left > TimeSpan.Zero;
        if (!mayTry || !SoundsPassing(TextOf(evidence.Failure)))
            return new Verdict.StopTrial(failure.Fault);
        var seconds = pauses.FirstWait.TotalSeconds * Math.Pow(2, evidence.TriesBefore);
        return new Verdict.Again(TimeSpan.FromSeconds(Math.Min(seconds, left.TotalSeconds)), CountsAsTry: true);
    }

    /// <summary>Whether an error's text says that it may pass.</summary>
    public static bool SoundsPassing(string text) =>
        Passing.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>An error's text as a client's exception says it: the status, the code, the type, the words.</summary>
    public static string TextOf(Failure failure) => string.Join(
        ' ',
        new[]
        {
            failure.Kind == FailureKind.Timeout ? "timeout" : null,
            failure.Status is { } status and >= 400 ? status.ToString(CultureInfo.InvariantCulture) : null,
            failure.Code,
            failure.Type,
            failure.Message,
        }.Where(part => !string.IsNullOrEmpty(part)));

    /// <summary>The pause after an answer: of Claude first, whose models reason, too.</summary>
    public static TimeSpan PauseOf(FixedPauses pauses, ResolvedModel model) =>
        model.Dialect == "messages" ? pauses.ClaudePause
        : model.Profile.Reasons ? pauses.ThinkingPause
        : pauses.Pause;
}
