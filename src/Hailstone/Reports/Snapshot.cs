using Hailstone.Ledger;

namespace Hailstone.Reports;

/// <summary>Makes a report of what a fold has gathered.</summary>
internal sealed class Snapshot
{
    private readonly RunStarted _run;
    private readonly RunEnded? _end;
    private readonly IReadOnlyList<Attempt> _attempts;
    private readonly IReadOnlyDictionary<int, TargetStopped> _stops;
    private readonly TimeSpan? _elapsed;
    private readonly TrialView[] _trials;

    public Snapshot(
        RunStarted run,
        RunEnded? end,
        IReadOnlyList<Attempt> attempts,
        IReadOnlyDictionary<int, TrialEnded> ends,
        IReadOnlyDictionary<int, TargetStopped> stops,
        TimeSpan? elapsed)
    {
        _run = run;
        _end = end;
        _attempts = attempts;
        _stops = stops;
        _elapsed = elapsed;
        _trials = Trials(run, ends);
        foreach (var attempt in attempts.Where(attempt => (uint)attempt.Trial < (uint)_trials.Length))
            Hand(attempt, _trials[attempt.Trial]);
    }

    /// <summary>What providers said that made a target be asked otherwise than planned, by its index.</summary>
    public IReadOnlyDictionary<int, string> Amended { get; init; } = new Dictionary<int, string>();

    /// <summary>Makes the report.</summary>
    public Report Make(Func<int, string?>? answer)
    {
        var sums = new TrialSums(_run.Items);
        var byTarget = _trials.ToLookup(trial => trial.Target);
        TargetReport[] targets =
            [.. _run.Targets.Select((target, index) => Target(sums, target, index, [.. byTarget[index]]))];
        return new Report
        {
            Run = _run.Run,
            Suite = _run.Suite,
            SuiteHash = _run.SuiteHash,
            Simulated = _run.Options.Simulated,
            SimulatedAnswers = _run.Options.SimulatedAnswers,
            Started = _run.At,
            Ended = _end?.At,
            EndedBecause = _end?.Because,
            ResumeAt = _end?.ResumeAt,
            Totals = Totals(),
            Cost = Cost.Of(_attempts),
            PriceDate = _run.PriceDate,
            Targets = targets,
            Groups = [.. targets.GroupBy(target => target.Group).Select(group => Group(sums, [.. group]))],
            Failures = FailureReports.Of(_attempts, _trials),
            Gates = _run.Gates,
            Trials = [.. _trials.Select(trial => Trial(trial, answer))],
        };
    }

    private static TrialView[] Trials(RunStarted run, IReadOnlyDictionary<int, TrialEnded> ends)
    {
        var trials = new TrialView[checked(run.Items.Count * run.Targets.Count * run.Repeats)];
        for (var index = 0; index < trials.Length; index++)
        {
            var (pair, repeat) = Math.DivRem(index, run.Repeats);
            var (item, target) = Math.DivRem(pair, run.Targets.Count);
            trials[index] = new TrialView(item, target, repeat + 1) { Ended = ends.GetValueOrDefault(index) };
        }

        return trials;
    }

    private static void Hand(Attempt attempt, TrialView trial)
    {
        if (attempt.Purpose == Purpose.Ask)
            trial.Asks.Add(attempt);
        if (attempt is { Ended: not null, Purpose: Purpose.Ask or Purpose.Judge })
            trial.LastEnded = attempt;
    }

    private TargetReport Target(TrialSums sums, TargetFact target, int index, IReadOnlyList<TrialView> trials)
    {
        var stop = _stops.GetValueOrDefault(index);
        return new TargetReport
        {
            Target = target.Id,
            Model = target.Model,
            Group = target.Group,
            Provider = target.Provider,
            RefusedBecause = stop?.Reason ?? target.Refused,
            Mend = stop is { Mend.Length: > 0 } ? stop.Mend : null,
            OutOfMoney = stop?.OutOfMoney ?? false,
            Omitted = target.Omitted,
            Dialect = target.Dialect,
            Amended = Amended.GetValueOrDefault(index),
            Score = sums.Score(trials),
            Completed = sums.Completed(trials),
            Outcomes = OutcomeCounts.Of(trials.Select(trial => trial.Outcome)),
            ScoreSum = trials.Sum(trial => trial.Score ?? 0),
            Categories = sums.Categories(trials),
            Latency = TrialSums.Latency(trials),
            Tokens = TrialSums.Tokens(trials),
            Cost = TrialSums.CostOf(trials),
            TrialsAsked = TrialSums.Asked(trials),
            Correct = trials.Count(trial => trial.Score is 1),
        };
    }

    private GroupReport Group(TrialSums sums, IReadOnlyList<TargetReport> targets)
    {
        var trials = _trials.Where(trial => _run.Targets[trial.Target].Group == targets[0].Group).ToList();
        var best = targets.Where(target => target.Completed.Mean is not null).MaxBy(target => target.Completed.Mean);
        return new GroupReport(
            targets[0].Group,
            targets.Count,
            sums.Score(trials),
            sums.Completed(trials),
            TrialSums.CostOf(trials),
            best?.Target);
    }

    private Totals Totals() => new()
    {
        Outcomes = OutcomeCounts.Of(_trials.Select(trial => trial.Outcome)),
        Attempts = _attempts.Count(attempt => attempt.Purpose == Purpose.Ask),
        PreflightCalls = _attempts.Count(attempt => attempt.Purpose is Purpose.Preflight or Purpose.Pilot),
        JudgeCalls = _attempts.Count(attempt => attempt.Purpose == Purpose.Judge),
        RateLimited = _attempts.Count(attempt => attempt.Ended?.Failure == "rate_limit"),
        Retried = _trials.Sum(trial => Math.Max(0, trial.Asks.Count - 1)),
        Open = _attempts.Count(attempt => attempt.Ended is null),
        Wait = TimeSpan.FromSeconds(_attempts.Sum(attempt => attempt.WaitSeconds)),
        Elapsed = _elapsed,
        LowerBound = _end?.LowerBoundSeconds is { } bound and >= 0 && double.IsFinite(bound)
            ? TimeSpan.FromSeconds(bound)
            : null,
    };

    private TrialReport Trial(TrialView trial, Func<int, string?>? answer) => new()
    {
        Item = _run.Items[trial.Item].Id,
        Target = _run.Targets[trial.Target].Id,
        Category = _run.Items[trial.Item].Category,
        Repeat = trial.Repeat,
        Outcome = trial.Outcome,
        Score = trial.Score,
        Attempts = trial.Asks.Count,
        Cost = Cost.Of(trial.Asks),
        FirstToken = trial.Answered?.Ended?.Stamps is { } stamps ? stamps.FirstContent - stamps.Sent : null,
        Whole = trial.Answered?.Ended?.Stamps is { } at ? at.Closed - at.Sent : null,
        Usage = trial.Answered?.Ended?.Usage,
        Answer = trial.Answered is { } answered ? answer?.Invoke(answered.Number) : null,
        Explain = trial.Ended?.Explain,
    };
}
