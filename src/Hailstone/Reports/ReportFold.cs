using Hailstone.Ledger;
using Hailstone.Scoring;

namespace Hailstone.Reports;

/// <summary>
/// Takes the facts of a run one by one, as they come. A fact costs little; a snapshot costs a pass over all trials and
/// attempts. For one thread at a time.
/// </summary>
/// <remarks>
/// Any part of a run from its first fact on makes a report: trials without an end are <c>not_run</c>, attempts without
/// one are of unknown cost. Where a trial ended twice (it was retried or scored again), the last end holds. A stopped
/// target that is asked again after a resume is not stopped any more; one whose money was spent is not from then on.
/// </remarks>
public sealed class ReportFold
{
    private readonly Dictionary<int, Attempt> _attempts = [];
    private readonly Dictionary<int, TrialEnded> _ends = [];
    private readonly Dictionary<int, Stop> _stops = [];
    private readonly List<PolicyFact> _policies = [];
    private readonly Dictionary<int, string> _amended = [];
    private readonly Stretches _stretches = new();
    private RunStarted? _run;
    private RunEnded? _end;

    /// <summary>Takes the next fact.</summary>
    /// <param name="fact">The fact.</param>
    public void Add(Fact fact)
    {
        switch (fact)
        {
            case RunStarted started:
                _run ??= started;
                Paced(started.Policy);
                break;
            case RunResumed resumed:
                OnResumed(resumed);
                break;
            case RunRescored rescored:
                _run = _run is null ? null : _run with { SuiteHash = rescored.SuiteHash, Gates = rescored.Gates };
                break;
            case AttemptStarted started:
                OnStarted(started);
                break;
            case AttemptEnded ended:
                Attempt(ended.Attempt, ended.Trial).Ended = ended;
                _stretches.Ended(ended.At);
                break;
            case TrialEnded ended:
                // An end of a run that stands still (it was scored again) is no time in which it was alive.
                if (_end is null)
                    _stretches.Ended(ended.At);
                _ends[ended.Trial] = ended;
                break;
            case TargetAmended amended:
                OnAmended(amended);
                break;
            case TargetStopped stopped:
                OnStopped(stopped);
                break;
            case RunEnded ended:
                _end = ended;
                break;
        }
    }

    /// <summary>Whether the run has started: there is something to report.</summary>
    public bool HasStarted => _run is not null;

    /// <summary>The report of the facts so far.</summary>
    /// <param name="answer">The text of an attempt's answer, or null where none was kept; default: none was.</param>
    /// <exception cref="InvalidOperationException">The run has not started yet.</exception>
    public Report Snapshot(Func<int, string?>? answer = null)
    {
        var run = _run ?? throw new InvalidOperationException("No run starts among the facts.");
        var snapshot = new Snapshot(run, _end, [.. _attempts.Values], _ends, StopsByTarget(), _stretches.Elapsed)
        {
            Amended = _amended,
        };
        return snapshot.Make(answer) with { Policies = [.. _policies] };
    }

    private void Paced(PolicyFact? policy)
    {
        if (policy is not null && policy != _policies.LastOrDefault())
            _policies.Add(policy);
    }

    private void OnResumed(RunResumed resumed)
    {
        _end = null;
        Paced(resumed.Policy);
        _stretches.Resumed();
        foreach (var target in _stops.Where(stop => stop.Value.Fact.OutOfMoney).Select(stop => stop.Key).ToList())
            _stops.Remove(target);
        if (!resumed.RetriesFailed)
            return;
        foreach (var trial in _ends.Values.Where(end => end.Outcome is Outcome.Failed or Outcome.NotRun).ToList())
            _ends.Remove(trial.Trial);
    }

    private void OnStarted(AttemptStarted started)
    {
        Attempt(started.Attempt, started.Trial).Started = started;
        if (started.Purpose != Purpose.Ask)
            return;
        _stretches.Called(started.At);
        if (TargetOf(started.Trial) is { } target
            && _stops.TryGetValue(target, out var stop) && stop.Stretch < _stretches.Number)
            _stops.Remove(target);
    }

    private void OnAmended(TargetAmended amended)
    {
        if (_run is null || (uint)amended.Target >= (uint)_run.Targets.Count)
            return;
        var targets = _run.Targets.ToArray();
        targets[amended.Target] = targets[amended.Target] with
        {
            Dialect = amended.Dialect,
            Sent = amended.Sent,
            Omitted = amended.Omitted,
        };
        _run = _run with { Targets = targets };
        _amended[amended.Target] = amended.Reason;
    }

    // A run that goes on says again what is stopped, and may know no mend any more.
    private void OnStopped(TargetStopped stopped)
    {
        var mend = stopped.Mend.Length > 0 ? stopped.Mend : _stops.GetValueOrDefault(stopped.Target)?.Fact.Mend ?? "";
        _stops[stopped.Target] = new Stop(stopped with { Mend = mend }, _stretches.Number);
    }

    private Attempt Attempt(int number, int trial)
    {
        if (!_attempts.TryGetValue(number, out var attempt))
            _attempts[number] = attempt = new Attempt { Number = number, Trial = trial };
        return attempt;
    }

    private int? TargetOf(int trial) =>
        _run is { Targets.Count: > 0 and var targets, Repeats: > 0 and var repeats } ? trial / repeats % targets : null;

    private Dictionary<int, TargetStopped> StopsByTarget() =>
        _stops.ToDictionary(pair => pair.Key, pair => pair.Value.Fact);

    private sealed record Stop(TargetStopped Fact, int Stretch);
}
