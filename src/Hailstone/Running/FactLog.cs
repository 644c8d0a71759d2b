using Hailstone.Ledger;
using Hailstone.Planning;
using Hailstone.Scoring;
using Microsoft.Extensions.Logging;

namespace Hailstone.Running;

/// <summary>Writes facts to a log.</summary>
internal sealed class FactLog(Plan plan, string run, ILogger log)
{
    private AttemptEnded? _last;

    /// <summary>Writes one fact.</summary>
    public void Write(Fact fact)
    {
        switch (fact)
        {
            case RunStarted started:
                LogMessages.RunStarted(log, run, started.Suite, plan.Count, plan.Seed);
                break;
            case AttemptStarted started:
                var (target, item, repeat) = NamesOf(started.Trial);
                LogMessages.AttemptStarted(log, target, item, repeat, started.Attempt);
                break;
            case AttemptEnded ended:
                _last = ended;
                if (ended.Failure is not null)
                    WriteFailure(ended);
                break;
            case TrialEnded { Outcome: not Outcome.NotRun } ended:
                WriteTrial(ended);
                break;
            case TargetStopped stopped:
                LogMessages.TargetStopped(log, plan.Targets[stopped.Target].Target.Id, stopped.Reason, stopped.Mend);
                break;
            case ProviderPaused paused:
                LogMessages.ProviderPaused(log, paused.Pool, paused.Reason);
                break;
            case ProviderResumed resumed:
                LogMessages.ProviderResumed(log, resumed.Pool);
                break;
            case RunEnded ended:
                LogMessages.RunEnded(log, run, FactJson.WordOf(ended.Because));
                break;
        }
    }

    private void WriteFailure(AttemptEnded ended)
    {
        var (target, item, repeat) = NamesOf(ended.Trial);
        if (ended.AgainAfterSeconds is { } seconds)
            LogMessages.AttemptFailed(log, target, item, repeat, ended.Failure!, ended.Status, seconds, ended.Message);
        else
            LogMessages.AttemptGivenUp(log, target, item, repeat, ended.Failure!, ended.Status, ended.Message);
    }

    private void WriteTrial(TrialEnded ended)
    {
        var (target, item, repeat) = NamesOf(ended.Trial);
        var attempt = _last?.Attempt == ended.Attempt ? _last : null;
        LogMessages.TrialEnded(
            log,
            target,
            item,
            repeat,
            FactJson.WordOf(ended.Outcome),
            ended.Score,
            attempt?.Stamps?.Closed.TotalSeconds,
            attempt?.CostUsd,
            ended.Explain);
    }

    private (string Target, string Item, int Repeat) NamesOf(int index)
    {
        var trial = plan.TrialOf(index);
        return (plan.Targets[trial.Target].Target.Id, plan.Items[trial.Item].Id, trial.Repeat);
    }
}
