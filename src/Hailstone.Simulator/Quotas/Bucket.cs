namespace Hailstone.Simulator.Quotas;

/// <summary>A leaky bucket: what was taken drains away evenly, and no more may be taken than it holds.</summary>
/// <remarks>
/// That providers count so is shown by what they say: "Limit 10000, Used 8782, Requested 8172. Please try again in
/// 41.724s" (OpenAI, 2023-12-13) is (8782 + 8172 - 10000) / (10000 / 60 s) exactly, and a header of limit 10000,
/// remaining 9481, reset 3.114s (2025-01-04) is 519 / (10000 / 60 s). Amounts are kept in units of a thousandth of one
/// part of the window's ticks, of which a tick drains exactly a thousand times <c>limit</c>: no rounding, however long
/// it runs. What somebody else charges all the time makes it drain more slowly, and no header says so.
/// </remarks>
internal sealed class Bucket : Meter
{
    private readonly Gauge _gauge;
    private readonly TimeSpan _burst;
    private readonly Int128 _unit;

    // Amounts that are charged later, and how fast an answer that is being made charges.
    private readonly PriorityQueue<(Int128 Amount, Int128 Inflow), TimeSpan> _later = new();
    private int _changes;
    private long _limit;
    private Int128 _capacity;
    private Int128 _used;
    private Int128 _inflow;
    private TimeSpan _asOf;

    public Bucket(Gauge gauge, TimeSpan burst)
        : base(gauge.Kind)
    {
        _gauge = gauge;
        _burst = burst;
        _unit = (Int128)gauge.Window.Ticks * Gauge.Parts;
        Limit(gauge.Limit);
        _used = _capacity * gauge.StartUsed / Gauge.Parts;
    }

    private long Remaining => (long)(Int128.Max(0, _capacity - _used) / _unit);

    public override QuotaRefusal? Refusal(long charge, TimeSpan now)
    {
        Advance(now);
        var asked = charge * _unit;
        if (asked > _capacity)
            return new QuotaRefusal(Kind, (long)(_capacity / _unit), null, charge, null);
        var over = _used + asked - _capacity;
        return over <= 0 ? null : new QuotaRefusal(Kind, _limit, _limit - Remaining, charge, DrainTime(over));
    }

    public override void Take(long charge) => _used += charge * _unit;

    public override void Adjust(long amount, TimeSpan at)
    {
        if (at <= _asOf)
            Add(amount * _unit);
        else
            _later.Enqueue((amount * _unit, 0), at);
    }

    public override void Pour(long amount, TimeSpan from, TimeSpan until)
    {
        var ticks = (until - from).Ticks;
        if (ticks <= 0)
        {
            Adjust(amount, until);
            return;
        }
        var all = amount * _unit;
        var inflow = all / ticks;
        _later.Enqueue((0, inflow), from);
        // What the division leaves comes with the end: not a unit is lost.
        _later.Enqueue((all - inflow * ticks, -inflow), until);
    }

    public override BucketState State(TimeSpan now)
    {
        Advance(now);
        return new BucketState(Kind, _limit, Remaining, DrainTime(_used));
    }

    private void Limit(long limit)
    {
        _limit = limit;
        _capacity = limit == 0 ? 0 : Int128.Max(_unit, (Int128)limit * Gauge.Parts * _burst.Ticks);
    }

    // As the provider counts: it does not foresee what others will charge meanwhile.
    private TimeSpan DrainTime(Int128 amount)
    {
        var drain = (Int128)_limit * Gauge.Parts;
        return drain == 0 ? TimeSpan.Zero : new((long)((amount + drain - 1) / drain));
    }

    private void Advance(TimeSpan now)
    {
        while (true)
        {
            var change = _changes < _gauge.Quota.Changes.Count ? _gauge.Quota.Changes[_changes].At : TimeSpan.MaxValue;
            var later = _later.TryPeek(out _, out var at) ? at : TimeSpan.MaxValue;
            if (change > now && later > now)
                break;
            Flow(change <= later ? change : later);
            if (change <= later)
                Limit(_gauge.Under(_gauge.Quota.Changes[_changes++]));
            else
                Turn(_later.Dequeue());
        }
        Flow(now);
    }

    private void Turn((Int128 Amount, Int128 Inflow) turn)
    {
        _inflow += turn.Inflow;
        Add(turn.Amount);
    }

    private void Add(Int128 amount) => _used = Int128.Max(0, _used + amount);

    private void Flow(TimeSpan until)
    {
        if (until <= _asOf)
            return;
        var drain = (Int128)_limit * (Gauge.Parts - _gauge.Foreign);
        Add((_inflow - drain) * (until - _asOf).Ticks);
        _asOf = until;
    }
}
