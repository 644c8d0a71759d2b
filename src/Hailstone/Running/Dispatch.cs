using System.Text.Json;
using Hailstone.Ledger;
using Hailstone.Pacing;
using Hailstone.Planning;

namespace Hailstone.Running;

/// <content>What may be sent now, and when to look again.</content>
internal sealed partial class RunState
{
    private static readonly TimeSpan OverdueAfter = TimeSpan.FromMinutes(1);

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

        if (_overdue.TryPeek(out _, out var overdue))
            wakeAt = Earlier(wakeAt, overdue);
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
            if (!pool.Credential.IsOpen && pool.Credential.InFlight > 0 && pool.Credential.OpensAt > happened.Now)
            {
                if (pool.Credential.OpensAt < TimeSpan.MaxValue)
                    wakeAt = Earlier(wakeAt, pool.Credential.OpensAt);
                return true;
            }

            var isDown = pool.Pool.HealthAt(happened.Now).IsDown;
            if (pool.Next(happened.Now, isDown, ref wakeAt) is not { } next)
                return true;
            var quiet = pool.Credential.QuietUntil;
            if (quiet > happened.Now)
            {
                wakeAt = Earlier(wakeAt, quiet);
                return true;
            }

            var trial = TrialOf(next);
            var charge = ChargeOf(next.Target, trial);
            if (pool.Pool.WaitBefore(charge, happened.Now) is not { } wait)
                return true;
            if (wait > TimeSpan.Zero)
            {
                wakeAt = Earlier(wakeAt, happened.Now + wait);
                return true;
            }

            var worstUsd = Pricing.Worst(next.Target.Planned, _plan.Items[trial.Item], TurnOf(trial));
            if (!_purse.FitsTarget(next.Target.Target, worstUsd))
            {
                RunShort(step, next.Target, worstUsd, happened.At);
                continue;
            }

            if (!_purse.Fits(worstUsd))
                return false;
            Send(step, pool, next, trial, pool.Pool.Admit(charge, happened.Now), worstUsd, happened);
        }
    }

    private void Send(
        Step step, PoolQueue pool, Next next, Trial trial, Permit permit, decimal? worstUsd, RunEvent happened)
    {
        var target = next.Target;
        var since = next.Lane is { } lane ? target.TakeFresh(lane, happened.Now) : target.TakeRetry(next.IsLast);
        var limits = Timeouts.For(target.Planned, target.Speed, StretchOf(trial, next.IsLast));
        var attempt = _attempts + 1;
        var overdue = happened.Now + limits.Connect + limits.Whole + OverdueAfter;
        _flights[attempt] = new Flight
        {
            Attempt = attempt,
            Trial = trial,
            Item = _plan.Items[trial.Item],
            Target = target,
            Pool = pool,
            Permit = permit,
            Wait = happened.Now - since,
            IsLast = next.IsLast,
            Overdue = overdue,
        };
        _overdue.Enqueue(attempt, overdue);
        _firstAsked.TryAdd(trial.Index, happened.Now);
        if (target.InFlight == 0)
            target.IsTried(happened.Now);
        if (pool.Credential.InFlight == 0)
            pool.Credential.OpensAt = target.OpensAt;
        pool.Sent(next);
        pool.InFlight++;
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
        step.Orders.Add(new Order(attempt, trial.Index, TurnOf(trial), limits));
    }

    private Trial TrialOf(Next next) => next.Lane is { } lane
        ? _plan.At(lane.NextPlace!.Value)
        : _plan.TrialOf(next.Target.PeekRetry(next.IsLast));

    // What ran out of time gets half as much again; what goes last, alone, twice as much.
    private double StretchOf(Trial trial, bool isLast) =>
        Math.Pow(1.5, _timeouts.GetValueOrDefault(trial.Index)) * (isLast ? 2 : 1);

    private JsonElement? TurnOf(Trial trial) => _turns.TryGetValue(trial.Index, out var turn) ? turn : null;

    private Charge ChargeOf(TargetQueue target, Trial trial) => target.Charges.Of(
        _lengths[trial.Item], target.Planned.Target.Parameters.MaxOutputTokens);

    private void FinishIfOver(Step step, RunEvent happened, bool noMoney)
    {
        if (_flights.Count > 0)
            return;
        EndReason? because =
            Unsettled == 0 ? EndReason.Complete
            : _stopping is { } stopping ? stopping
            : noMoney || _targets.All(target => target.Unsettled == 0 || target.IsOutOfMoney) ? EndReason.Budget
            : step.WakeAt is { } wake && wake - happened.Now > _settings.LongestWait ? EndReason.Quota
            : null;
        if (because is null && step.WakeAt is null)
            throw new InvalidOperationException($"{Unsettled} trials wait for nothing (seed {_settings.Seed}).");
        if (because is not { } reason)
            return;
        var bound = LowerBoundSeconds(happened.Now);
        Keep(step, new RunEnded
        {
            At = happened.At,
            Because = reason,
            LowerBoundSeconds = bound,
            ResumeAt = reason == EndReason.Quota ? happened.At + (step.WakeAt - happened.Now) : null,
        });
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
