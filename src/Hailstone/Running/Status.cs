namespace Hailstone.Running;

/// <content>What a watcher is told.</content>
internal sealed partial class RunState
{
    /// <summary>Where the run stands.</summary>
    public RunStatus Status(TimeSpan now) => new()
    {
        Elapsed = now,
        Stopping = _stopping is not null,
        Targets = [.. _targets.Select(target => new TargetStatus(
            target.Planned.Target.Id,
            _plan.Items.Count * _plan.Repeats,
            _plan.Items.Count * _plan.Repeats - target.Unsettled,
            target.InFlight,
            target.StoppedBecause))],
        Waits = [.. _pools.Select(pool => WaitOf(pool, now)).OfType<WaitStatus>()],
    };

    private WaitStatus? WaitOf(PoolQueue pool, TimeSpan now)
    {
        if (pool.Targets.All(target => target.Unsettled == 0))
            return null;
        if (pool.Pool.Circuit.IsOpen)
            return new WaitStatus(pool.Pool.Name, WaitKind.Outage, pool.Pool.Circuit.NextProbe - now);
        TimeSpan? retry = null;
        if (pool.Pool.BlockedUntil > now)
            return new WaitStatus(pool.Pool.Name, WaitKind.Quota, pool.Pool.BlockedUntil - now);
        if (pool.Next(now, ref retry) is not { IsRetry: false } next)
            return null;
        var charge = ChargeOf(pool.Pool, next.Target, _plan.At(next.Target.NextPlace!.Value));
        return pool.Pool.WaitBefore(charge, now) is { Ticks: > 0 } wait
            ? new WaitStatus(pool.Pool.Name, WaitKind.Quota, wait)
            : null;
    }
}
