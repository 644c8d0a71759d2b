namespace Hailstone.Simulator.Quotas;

/// <summary>One limit of a pool: what is taken of it, and when it comes back.</summary>
internal abstract class Meter(QuotaKind kind)
{
    /// <summary>What it counts.</summary>
    public QuotaKind Kind => kind;

    /// <summary>Why a charge could not be taken now, or null where it could.</summary>
    public abstract QuotaRefusal? Refusal(long charge, TimeSpan now);

    /// <summary>Takes a charge at the instant that was looked at last, whether or not it fits.</summary>
    public abstract void Take(long charge);

    /// <summary>Charges more at a later instant, or gives back where the amount is negative.</summary>
    public abstract void Adjust(long amount, TimeSpan at);

    /// <summary>Charges an amount evenly over a time to come.</summary>
    public abstract void Pour(long amount, TimeSpan from, TimeSpan until);

    /// <summary>What the headers say of it.</summary>
    public abstract BucketState State(TimeSpan now);
}

/// <summary>How a limit is set up.</summary>
/// <param name="Kind">What it counts.</param>
/// <param name="Limit">The limit in its window.</param>
/// <param name="Window">The window that the limit is named for.</param>
/// <param name="Quota">The options that hold for all limits of a pool.</param>
internal readonly record struct Gauge(QuotaKind Kind, long Limit, TimeSpan Window, QuotaOptions Quota)
{
    /// <summary>The parts that a share is counted in.</summary>
    public const long Parts = 1000;

    /// <summary>The part of the limit that somebody else uses all the time, in <see cref="Parts"/>.</summary>
    public long Foreign => (long)Math.Round(Quota.ForeignShare * Parts);

    /// <summary>The part of what fits that is used at the start, in <see cref="Parts"/>.</summary>
    public long StartUsed => (long)Math.Round(Quota.StartUsed * Parts);

    /// <summary>The limit under a change: it is 0 only where it was configured so.</summary>
    public long Under(LimitChange change) => Limit == 0 ? 0 : Math.Max(1, (long)Math.Round(Limit * change.Factor));
}
