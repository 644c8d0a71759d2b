using Hailstone.Pacing;

namespace Hailstone.Running;

/// <content>What a watcher is told.</content>
internal sealed partial class RunState
{
    /// <summary>Where the run stands.</summary>
    public RunStatus Status(TimeSpan now) => new()
    {
        Elapsed = now,
        Stopping = _stopping is not null,
        Silent = now - _lastProgress,
        Targets = [.. _targets.Select(target => new TargetStatus(
            target.Planned.Target.Id,
            _plan.Items.Count * _plan.Repeats,
            _plan.Items.Count * _plan.Repeats - target.Unsettled,
            target.InFlight,
            target.StoppedBecause)
        {
            OutOfMoney = target.IsOutOfMoney,
            ChargedTokens = target.Charges.Kept(_averageLength, target.Planned.Target.Parameters.MaxOutputTokens),
        })],
        Quotas = [.. _pools.SelectMany(pool => pool.Pool.Buckets.Select(bucket => new QuotaStatus(
            pool.Pool.Name,
            BucketNames.InSuite(bucket.Name),
            bucket.RatePerSecond,
            bucket.LevelAt(now) + bucket.Outstanding)))],
        Waits = [.. _pools.Select(pool => WaitOf(pool, now)).OfType<WaitStatus>()],
    };

    // What the pool waits for, and how much longer: an outage, a quota, or an answer.
    private WaitStatus? WaitOf(PoolQueue pool, TimeSpan now)
    {
        if (pool.Targets.All(target => target.Unsettled == 0))
            return null;
        var name = pool.Pool.Name;
        var health = pool.Pool.HealthAt(now);
        if (health.IsDown)
            return new WaitStatus(name, WaitKind.Outage, Until(health.BlockedUntil));
        if (health.BlockedUntil > now)
            return new WaitStatus(name, WaitKind.Quota, Until(health.BlockedUntil));
        TimeSpan? retry = null;
        var wait = pool.Next(now, false, ref retry) is { } next
            ? pool.Pool.WaitBefore(ChargeOf(next.Target, TrialOf(next)), now)
            : null;
        if (wait > TimeSpan.Zero)
            return new WaitStatus(name, WaitKind.Quota, wait.Value);
        if (pool.InFlight > 0 && _overdue.TryPeek(out _, out var overdue))
            return new WaitStatus(name, WaitKind.Answers, Until(overdue));
        return retry is { } due ? new WaitStatus(name, WaitKind.Retry, Until(due)) : null;

        TimeSpan Until(TimeSpan time) => time > now ? time - now : TimeSpan.Zero;
    }
}
