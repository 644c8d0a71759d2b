using Hailstone.Ledger;
using Hailstone.Pacing;
using Hailstone.Running.Preflight;
using Hailstone.Suites;

namespace Hailstone.Running;

/// <content>
/// What a preflight leaves to the run: targets that are known to answer, and the state of their quotas.
/// </content>
internal sealed partial class RunState
{
    /// <summary>
    /// Takes over what the headers of a preflight's answers told of the quotas; before the run begins.
    /// </summary>
    /// <param name="findings">What the preflight found.</param>
    /// <param name="question">What it asked.</param>
    /// <param name="now">The time.</param>
    public void Learn(IReadOnlyList<Finding> findings, Item question, RunEvent.Tick now)
    {
        foreach (var finding in findings)
        {
            if (finding is not { Answered: true, Head: { } head })
                continue;
            var target = _targets[finding.Target];
            var pool = _pools.First(pool => pool.Targets.Contains(target)).Pool;
            var cap = target.Planned.Target.Parameters.MaxOutputTokens;
            var charge = target.Charges.Of(QuestionLength.Of(question.Prompt, question.System), cap);
            var permit = pool.Admit(charge, now.Now);
            var charged = pool.Learn(permit, head.Status, LimitHeaders.Read(head, now.At), null, now.Now);
            // So short an answer says nothing of how many questions are to be out at a time.
            pool.Dropped(permit, now.Now);
            if (charged is { } tokens)
                target.Charges.Calibrate(charge.Tokens, tokens);
        }
    }

    private void ProbeEnded(AttemptEnded ended)
    {
        if (ended.Failure is not null)
            return;
        var target = _targets[_plan.TrialOf(ended.Trial).Target];
        target.Answered(default, null);
        target.IsOpen = true;
        _pools.First(pool => pool.Targets.Contains(target)).Credential.Works();
    }

    // What answered when the run began may be gone when it goes on: one question finds out again.
    private void ForgetProbes()
    {
        foreach (var target in _targets)
            target.IsOpen = false;
        foreach (var credential in _credentials.Values)
            credential.IsOpen = false;
    }
}
