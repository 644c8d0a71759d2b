using Hailstone.Pacing;

namespace Hailstone.Running;

/// <summary>A pool with the targets that share it.</summary>
internal sealed class PoolQueue(Pool pool, Credential credential)
{
    private readonly List<TargetQueue> _targets = [];

    /// <summary>The quota.</summary>
    public Pool Pool { get; } = pool;

    /// <summary>The key.</summary>
    public Credential Credential { get; } = credential;

    /// <summary>The targets, in the plan's order.</summary>
    public IReadOnlyList<TargetQueue> Targets => _targets;

    /// <summary>Adds a target.</summary>
    public void Add(TargetQueue target) => _targets.Add(target);

    /// <summary>
    /// The target whose trial is to go next: a retry that is due, else the one first in the plan's order. In an outage
    /// the other way round: a question that has never failed tells best whether the provider is back.
    /// </summary>
    /// <param name="now">The time.</param>
    /// <param name="wakeAt">When a retry is due, where one waits for its time.</param>
    /// <returns>The target, and whether it is a retry; null where nothing can go.</returns>
    public (TargetQueue Target, bool IsRetry)? Next(TimeSpan now, ref TimeSpan? wakeAt)
    {
        TargetQueue? fresh = null;
        TargetQueue? retry = null;
        foreach (var target in _targets)
        {
            // One question finds out whether the model answers at all; the others follow when it does.
            if (target.StoppedBecause is not null || (!target.IsOpen && target.InFlight > 0))
                continue;
            if (target.NextRetryAt is { } due)
            {
                if (due > now)
                    wakeAt = wakeAt is { } wake && wake < due ? wake : due;
                else if (retry is null || due < retry.NextRetryAt)
                    retry = target;
            }

            if (target.NextPlace is { } place && (fresh is null || place < fresh.NextPlace))
                fresh = target;
        }

        if (fresh is not null && (retry is null || Pool.Circuit.IsOpen))
            return (fresh, false);
        return retry is null ? null : (retry, true);
    }
}
