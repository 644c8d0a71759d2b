using Hailstone.Statistics;

namespace Hailstone.Running.Projecting;

/// <summary>How much longer the trials of one pool take.</summary>
/// <param name="name">The pool: provider and limit pool.</param>
/// <param name="targets">The indices of its targets.</param>
internal sealed class PoolTime(string name, IReadOnlyList<int> targets)
{
    private const double Overhead = 1.1;
    private const double GrowsForSeconds = 5;

    private readonly MeanInFlight _inFlight = new();
    private int _mostInFlight;
    private TimeSpan _mostSince;

    /// <summary>The run moved on.</summary>
    public void Moved(TimeSpan elapsed, IReadOnlyList<TargetTally> tallies)
    {
        _inFlight.At(elapsed, targets.Sum(target => tallies[target].InFlight));
        if (_inFlight.Now <= _mostInFlight)
            return;
        _mostInFlight = _inFlight.Now;
        _mostSince = elapsed;
    }

    /// <summary>How much longer; null where nothing is ahead.</summary>
    /// <remarks>
    /// The time that all answers ahead will take, one after the other, goes through as many at once as were out over
    /// the last minute (Little's law). While more and more is out it may well end sooner. A tenth is for what pacing
    /// holds back and what has to be asked again, and the last answer takes its time.
    /// </remarks>
    public TimeProjection? Of(IReadOnlyList<TargetTally> tallies, RunStatus status)
    {
        List<(TargetTally Tally, TargetStatus Status)> ahead =
            [.. targets.Select(target => (tallies[target], status.Targets[target])).Where(of => of.Item1.Ahead > 0)];
        if (ahead.Count == 0)
            return null;
        var (byQuotas, limit) = ByQuotas(ahead, status);
        var answer = ahead.Max(target => target.Tally.MeanSeconds) ?? 0;
        if ((_inFlight.Mean ?? _inFlight.Now) is not (> 0 and var atOnce) || answer == 0)
        {
            return limit is null
                ? new TimeProjection(0, null, null, name, null)
                : new TimeProjection(byQuotas.Least, byQuotas.Low, byQuotas.High * Overhead, name, limit);
        }

        var work = Amount.Ahead(ahead, used => used.Seconds, 0, ByMean);
        var isGrowing = (status.Elapsed - _mostSince).TotalSeconds < Math.Max(GrowsForSeconds, 2 * answer);
        var low = isGrowing ? byQuotas.Low : Math.Max(byQuotas.Low, work.Low / Math.Max(atOnce, _inFlight.Now));
        var high = Math.Max(byQuotas.High, work.High / atOnce);
        return new TimeProjection(
            byQuotas.Least, low, (high * Overhead) + answer, name, byQuotas.High >= high / Overhead ? limit : null);
    }

    // The limit is that of the quota which takes longest; null where none has to be waited for.
    private (Reach Seconds, string? Limit) ByQuotas(
        List<(TargetTally Tally, TargetStatus Status)> ahead, RunStatus status)
    {
        var (seconds, limit) = (default(Reach), (string?)null);
        foreach (var quota in status.Quotas.Where(quota => quota.Pool == name && quota.PerSecond > 0))
        {
            var need = QuotaNeed.Of(quota.Limit, ahead);
            var (least, low, high) = (SecondsFor(need.Least), SecondsFor(need.Low), SecondsFor(need.High));
            if (high > seconds.High)
                limit = quota.Limit;
            seconds = new Reach(
                Math.Max(seconds.Least, least), Math.Max(seconds.Low, low), Math.Max(seconds.High, high));

            double SecondsFor(double amount) => Math.Max(0, amount - quota.Free) / quota.PerSecond;
        }

        return (seconds, limit);
    }

    private static Interval ByMean(TargetTally tally)
    {
        var seconds = tally.Ahead * (tally.MeanSeconds ?? 0);
        return new Interval(seconds, seconds);
    }
}
