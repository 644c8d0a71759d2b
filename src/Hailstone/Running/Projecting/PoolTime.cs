using Hailstone.Statistics;

namespace Hailstone.Running.Projecting;

/// <summary>How much longer the trials of one pool take.</summary>
/// <param name="name">The pool: provider and limit pool.</param>
/// <param name="targets">The indices of its targets.</param>
internal sealed class PoolTime(string name, IReadOnlyList<int> targets)
{
    private readonly Pace _pace = new();

    /// <summary>The indices of its targets.</summary>
    public IReadOnlyList<int> Targets => targets;

    /// <summary>The run moved on.</summary>
    public void Moved(TimeSpan elapsed, IReadOnlyList<TargetTally> tallies) =>
        _pace.At(elapsed, targets.Sum(target => tallies[target].Ended));

    /// <summary>How much longer; null where nothing is ahead.</summary>
    /// <remarks>
    /// Two rates are asked, of what ended over the last minute, and of what is out by how long an answer takes (Little's
    /// law): while a run grows the first tells too little, while it waits for a quota the second does. Neither is
    /// believed beyond what the quotas hold.
    /// </remarks>
    public TimeProjection? Of(IReadOnlyList<TargetTally> tallies, RunStatus status)
    {
        var ahead = targets.Sum(target => tallies[target].Trials);
        if (ahead == 0)
            return null;
        var (least, most, limit) = ByQuotas(tallies, status, ahead);
        var rates = new[]
        {
            _pace.PerSecond,
            targets.Sum(target => tallies[target].InFlight / tallies[target].MeanSeconds ?? 0),
        }.Where(rate => rate > 0).Select(rate => ahead / rate!.Value).ToList();
        if (rates.Count == 0 && limit is null)
            return new TimeProjection(0, null, null, name, null);
        var (low, high) = rates.Count == 0 ? (least, most) : (Math.Max(least, rates.Min()), Math.Max(most, rates.Max()));
        return new TimeProjection(least, low, high, name, most >= low && most > 0 ? limit : null);
    }

    private (double Least, double Most, string? Limit) ByQuotas(
        IReadOnlyList<TargetTally> tallies, RunStatus status, int ahead)
    {
        var (least, most, limit) = (0.0, 0.0, (string?)null);
        foreach (var quota in status.Quotas.Where(quota => quota.Pool == name && quota.PerSecond > 0))
        {
            var need = quota.Limit is "rpm" or "rpd"
                ? new Interval(ahead, ahead)
                : QuotaNeed.Of(quota.Limit, [.. targets.Select(target => (tallies[target], status.Targets[target]))]);
            var low = Math.Max(0, need.Low - quota.Free) / quota.PerSecond;
            var high = Math.Max(low, (need.High - quota.Free) / quota.PerSecond);
            least = Math.Max(least, low);
            if (limit is not null && high <= most)
                continue;
            most = high;
            limit = quota.Limit;
        }

        return (least, most, limit);
    }
}
