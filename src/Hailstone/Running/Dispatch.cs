using System.Text.Json;
using Hailstone.Ledger;
using Hailstone.Pacing;
using Hailstone.Planning;

namespace Hailstone.Running;

/// <content>What may be sent now, and when to look again.</content>
internal sealed partial class RunState
{
    private void Dispatch(Step step, RunEvent happened)
    {
        TimeSpan? wakeAt = null;
        var noMoney = false;
        if (_stopping is null)
        {
            foreach (var pool in _pools)
                noMoney |= !Drain(step, pool, happened, ref wakeAt);
            // What waits for its time may cost less than what did not fit.
            noMoney &= wakeAt is not { } wake || wake - happened.Now > _settings.LongestWait;
            if (_settings.Deadline is { } deadline)
                wakeAt = Earlier(wakeAt, deadline);
        }

        step.WakeAt = wakeAt;
        FinishIfOver(step, happened, noMoney);
    }

    // False where a trial could have been sent and the budget did not allow it.
    private bool Drain(Step step, PoolQueue pool, RunEvent happened, ref TimeSpan? wakeAt)
    {
        while (true)
        {
            if (_settings.InFlight <= _flights.Count)
                return true;
            if (!pool.Credential.IsOpen && pool.Credential.InFlight > 0)
                return true;
            if (pool.Next(happened.Now, ref wakeAt) is not { } next)
                return true;
            var quiet = pool.Credential.QuietUntil;
            if (quiet > happened.Now)
            {
                wakeAt = Earlier(wakeAt, quiet);
                return true;
            }

            var trial = next.IsRetry
                ? _plan.TrialOf(next.Target.PeekRetry())
                : _plan.At(next.Target.NextPlace!.Value);
            var charge = ChargeOf(pool.Pool, next.Target, trial);
            if (pool.Pool.WaitBefore(charge, happened.Now) is not { } wait)
                return true;
            if (wait > TimeSpan.Zero)
            {
                wakeAt = Earlier(wakeAt, happened.Now + wait);
                return true;
            }

            var worstUsd = Pricing.Worst(next.Target.Planned, _plan.Items[trial.Item], TurnOf(trial));
            if (!_money.Fits(worstUsd))
                return false;
            Send(step, pool, next.Target, next.IsRetry, trial, charge, worstUsd, happened);
        }
    }

    private void Send(
        Step step,
        PoolQueue pool,
        TargetQueue target,
        bool isRetry,
        Trial trial,
        Charge charge,
        decimal? worstUsd,
        RunEvent happened)
    {
        var since = isRetry ? target.TakeRetry() : target.TakeFresh(happened.Now);
        var attempt = _attempts + 1;
        _flights[attempt] = new Flight
        {
            Attempt = attempt,
            Trial = trial,
            Item = _plan.Items[trial.Item],
            Target = target,
            Pool = pool,
            Permit = pool.Pool.Admit(charge, happened.Now),
            Wait = happened.Now - since,
        };
        target.InFlight++;
        pool.Credential.InFlight++;
        Keep(step, new AttemptStarted
        {
            At = happened.At,
            Attempt = attempt,
            Trial = trial.Index,
            Purpose = Purpose.Ask,
            ReservedUsd = worstUsd,
        });
        step.Orders.Add(new Order(attempt, trial.Index, TurnOf(trial)));
    }

    private JsonElement? TurnOf(Trial trial) => _turns.TryGetValue(trial.Index, out var turn) ? turn : null;

    private Charge ChargeOf(Pool pool, TargetQueue target, Trial trial)
    {
        var item = _plan.Items[trial.Item];
        return Charge.Of(
            pool.Rule,
            item.Prompt.Length + (item.System?.Length ?? 0),
            target.Planned.Target.Parameters.MaxOutputTokens,
            target.UsualOutputTokens);
    }

    private void FinishIfOver(Step step, RunEvent happened, bool noMoney)
    {
        if (_flights.Count > 0)
            return;
        EndReason? because =
            Unsettled == 0 ? EndReason.Complete
            : _stopping is { } stopping ? stopping
            : noMoney ? EndReason.Budget
            : step.WakeAt is { } wake && wake - happened.Now > _settings.LongestWait ? EndReason.Quota
            : null;
        if (because is null && step.WakeAt is null)
            throw new InvalidOperationException($"{Unsettled} trials wait for nothing (seed {_settings.Seed}).");
        if (because is not { } reason)
            return;
        var bound = LowerBoundSeconds(happened.Now);
        Keep(step, new RunEnded { At = happened.At, Because = reason, LowerBoundSeconds = bound });
        step.Finished = reason;
        _finished = true;
    }

    // T >= max over quotas of (needed by answers - what was there) / rate + the shortest answer, and T >= the longest
    // answer, and with N in flight T >= the sum of answers / N (docs/pacing.md).
    private double? LowerBoundSeconds(TimeSpan now)
    {
        if (_latencies.Count == 0)
            return null;
        var bound = _latencies.Longest.TotalSeconds;
        if (_settings.InFlight is { } inFlight)
            bound = Math.Max(bound, _latencies.Sum.TotalSeconds / inFlight);
        foreach (var pool in _pools)
            bound = Math.Max(bound, pool.Pool.LowerBoundSeconds(_latencies.Shortest) ?? 0);
        // Answers that were longer than expected leave a quota in debt, which nobody waited for.
        return Math.Min(bound, now.TotalSeconds);
    }

    private static TimeSpan Earlier(TimeSpan? one, TimeSpan other) => one is { } time && time < other ? time : other;
}
