using Hailstone.Scoring;

namespace Hailstone.Running;

/// <summary>A retry: what ended without an answer is open again.</summary>
internal sealed partial class RunState
{
    private readonly HashSet<int> _unanswered = [];

    private void NoteOutcome(int trial, Outcome outcome)
    {
        if (outcome is Outcome.Failed or Outcome.NotRun)
            _unanswered.Add(trial);
        else
            _unanswered.Remove(trial);
    }

    private void Reopen()
    {
        foreach (var target in _targets)
        {
            target.StoppedBecause = null;
            target.ModelStrikes = 0;
        }

        foreach (var trial in _unanswered)
        {
            _settled[trial] = false;
            _tries[trial] = 0;
            _unended[trial] = 0;
            _trialKeyStrikes.Remove(trial);
            Unsettled++;
            _targets[_plan.TrialOf(trial).Target].Unsettled++;
        }

        _unanswered.Clear();
    }
}
