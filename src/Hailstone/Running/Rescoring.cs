using Hailstone.Ledger;
using Hailstone.Planning;
using Hailstone.Providers;
using Hailstone.Scoring;

namespace Hailstone.Running;

/// <summary>Scores the kept answers of a run by the suite of today, without a call. Pure.</summary>
public static class Rescoring
{
    /// <summary>Scores.</summary>
    /// <param name="plan">The plan of today, which asks the same as the run did.</param>
    /// <param name="facts">The run's facts.</param>
    /// <param name="answers">The kept answers, by attempt.</param>
    /// <param name="now">The fact that a run of the suite would begin with now.</param>
    public static Rescored Of(
        Plan plan, IReadOnlyList<Fact> facts, IReadOnlyDictionary<int, string> answers, RunStarted now)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentNullException.ThrowIfNull(now);
        var ends = new SortedDictionary<int, TrialEnded>();
        foreach (var end in facts.OfType<TrialEnded>())
            ends[end.Trial] = end;
        var attempts = facts.OfType<AttemptEnded>().ToDictionary(ended => ended.Attempt);
        var changed = new List<Fact>();
        int read = 0, lost = 0;
        // What was refused, cut or failed was never read by a scorer, and is not now.
        foreach (var end in ends.Values.Where(end => end.Outcome is Outcome.Scored or Outcome.Unparseable))
        {
            if (end.Attempt is not { } attempt || !answers.TryGetValue(attempt, out var text)
                || !attempts.TryGetValue(attempt, out var exchange))
            {
                lost++;
                continue;
            }

            read++;
            var item = plan.Items[plan.TrialOf(end.Trial).Item];
            var scored = Scorer.Score(plan.Suite.Scorers, item, ResponseOf(exchange, text));
            var again = end with
            {
                At = now.At,
                Outcome = scored.Outcome,
                Score = scored.Score,
                Explain = scored.Explain,
            };
            if (again with { At = end.At } != end)
                changed.Add(again);
        }

        return new Rescored([Mark(now), .. changed], read, changed.Count, lost);
    }

    private static Response ResponseOf(AttemptEnded ended, string text) => new()
    {
        Text = text,
        Stop = ended.Stop ?? StopReason.Unknown,
        StopRaw = ended.StopRaw,
        Usage = ended.Usage,
        Model = ended.Model,
        ServiceTier = ended.ServiceTier,
        Effort = ended.Effort,
    };

    private static RunRescored Mark(RunStarted now) => new()
    {
        At = now.At,
        Version = now.Version,
        SuiteHash = now.SuiteHash,
        Plan = now.Plan,
        Scoring = now.Scoring ?? "",
        Expected = [.. now.Items.Select(item => item.Expected ?? "")],
        Gates = now.Gates,
    };
}

/// <summary>What scoring again gives.</summary>
/// <param name="Facts">The facts to append: the mark, and each trial that ends otherwise.</param>
/// <param name="Read">Answers that were scored.</param>
/// <param name="Changed">Trials whose outcome, score or explanation changed.</param>
/// <param name="Lost">Scored trials whose answer was not kept: they cannot be scored again.</param>
public sealed record Rescored(IReadOnlyList<Fact> Facts, int Read, int Changed, int Lost);
