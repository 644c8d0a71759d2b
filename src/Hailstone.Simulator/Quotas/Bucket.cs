namespace Hailstone.Simulator.Quotas;

/// <summary>A leaky bucket: what was taken drains away evenly, and no more may be in it than it holds.</summary>
/// <remarks>
/// That providers count so is shown by what they say: "Limit 10000, Used 8782, Requested 8172. Please try again in
/// 41.724s" (OpenAI, 2023-12-13) is (8782 + 8172 - 10000) / (10000 / 60 s) exactly, and a header of limit 10000,
/// remaining 9481, reset 3.114s (2025-01-04) is 519 / (10000 / 60 s). Amounts are kept in units of one part of the
/// window's ticks, of which a tick drains exactly <c>limit</c>: no rounding, however long it runs.
/// </remarks>
internal sealed class Bucket
{
    private readonly QuotaKind _kind;
    private readonly long _limit;
    private readonly Int128 _unit;
    private readonly Int128 _capacity;
    private Int128 _used;
    private TimeSpan _asOf;

    public Bucket(QuotaKind kind, long limit, TimeSpan window, TimeSpan burst)
    {
        _kind = kind;
        _limit = limit;
        _unit = window.Ticks;
        _capacity = Int128.Max(_unit, (Int128)limit * burst.Ticks);
    }

    /// <summary>Takes a charge, or says why not.</summary>
    public QuotaRefusal? TryTake(long charge, TimeSpan now)
    {
        if (Refusal(charge, now) is { } refusal)
            return refusal;
        _used += charge * _unit;
        return null;
    }

    /// <summary>Why a charge could not be taken now, or null where it could.</summary>
    public QuotaRefusal? Refusal(long charge, TimeSpan now)
    {
        Drain(now);
        var asked = charge * _unit;
        if (asked > _capacity)
            return new QuotaRefusal(_kind, Whole(_capacity), null, charge, null);
        var over = _used + asked - _capacity;
        return over <= 0 ? null : new QuotaRefusal(_kind, _limit, _limit - Remaining, charge, DrainTime(over));
    }

    /// <summary>What the headers say of it.</summary>
    public BucketState State(TimeSpan now)
    {
        Drain(now);
        return new BucketState(_kind, _limit, Remaining, DrainTime(_used));
    }

    private long Remaining => Whole(_capacity - _used);

    private long Whole(Int128 amount) => (long)(amount / _unit);

    private TimeSpan DrainTime(Int128 amount) => new((long)((amount + _limit - 1) / _limit));

    private void Drain(TimeSpan now)
    {
        if (now <= _asOf)
            return;
        _used = Int128.Max(0, _used - (Int128)_limit * (now - _asOf).Ticks);
        _asOf = now;
    }
}
