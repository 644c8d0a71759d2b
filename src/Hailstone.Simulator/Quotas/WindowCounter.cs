namespace Hailstone.Simulator.Quotas;

/// <summary>A counter that begins again with each window: so Azure checks requests, and Mistral all.</summary>
/// <remarks>
/// Azure was seen to say a limit of 20 requests for a deployment of 120 a minute: the share of a window of 10 s. What
/// comes later than the request (an answer's tokens) is counted at once.
/// </remarks>
internal sealed class WindowCounter : Meter
{
    private readonly Gauge _gauge;
    private readonly TimeSpan _window;
    private readonly TimeSpan _origin;
    private int _changes;
    private long _limit;
    private long _capacity;
    private long _used;
    private long _index;

    /// <param name="gauge">The limit.</param>
    /// <param name="window">How long a window is; the limit's own at most.</param>
    /// <param name="origin">How much of its first window had passed at the simulator's start.</param>
    public WindowCounter(Gauge gauge, TimeSpan window, TimeSpan origin)
        : base(gauge.Kind)
    {
        (_gauge, _window, _origin) = (gauge, window, origin);
        Limit(gauge.Limit);
        _used = _capacity * gauge.StartUsed / Gauge.Parts;
    }

    public override QuotaRefusal? Refusal(long charge, TimeSpan now)
    {
        Advance(now);
        if (charge > _capacity)
            return new QuotaRefusal(Kind, _capacity, null, charge, null);
        var used = Used(now);
        return used + charge <= _capacity ? null : new QuotaRefusal(Kind, _capacity, used, charge, Left(now));
    }

    public override void Take(long charge) => _used += charge;

    public override void Adjust(long amount, TimeSpan at) => _used = Math.Max(0, _used + amount);

    public override void Pour(long amount, TimeSpan from, TimeSpan until) => Adjust(amount, from);

    public override BucketState State(TimeSpan now)
    {
        Advance(now);
        return new BucketState(Kind, _capacity, _capacity - Used(now), Left(now));
    }

    private TimeSpan Into(TimeSpan now) => new((now + _origin).Ticks % _window.Ticks);

    private TimeSpan Left(TimeSpan now) => _window - Into(now);

    private long Used(TimeSpan now)
    {
        var foreign = (Int128)_capacity * _gauge.Foreign * Into(now).Ticks / (Gauge.Parts * (Int128)_window.Ticks);
        return Math.Min(_capacity, _used + (long)foreign);
    }

    private void Limit(long limit)
    {
        _limit = limit;
        var share = (long)((Int128)_limit * _window.Ticks / _gauge.Window.Ticks);
        _capacity = _limit == 0 ? 0 : Math.Max(1, share);
    }

    private void Advance(TimeSpan now)
    {
        while (_changes < _gauge.Quota.Changes.Count && _gauge.Quota.Changes[_changes].At <= now)
            Limit(_gauge.Under(_gauge.Quota.Changes[_changes++]));
        var index = (now + _origin).Ticks / _window.Ticks;
        if (index <= _index)
            return;
        _used = 0;
        _index = index;
    }
}
