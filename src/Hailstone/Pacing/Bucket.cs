namespace Hailstone.Pacing;

/// <summary>One quota as we see it: a level that refills without pause, up to a capacity.</summary>
/// <remarks>
/// Captured refusals prove the form: capacity is the limit, and it refills by limit / window every second
/// (docs/pacing.md). The level may fall below zero: that is debt, and time pays it.
/// </remarks>
internal sealed class Bucket
{
    // Waiting for exactly the missing part leaves a rest of rounding that would never be waited for.
    private const double Rounding = 1e-6;
    private const double TokensHeldBack = 0.2;
    private const double RequestsHeldBack = 1;
    private const double LeastHeldBack = 0.03;
    private const double ShareHeldBack = 0.1;
    private const double SecondsHeldBack = 0.25;
    private const double ForeignSecondsHeldBack = 2;

    private readonly LimitShape _shape = new();
    private readonly ForeignUse _foreign = new();
    private readonly bool _countsRequests;
    private double _windowSeconds;
    private double _capacity;
    private double _level;
    private double _debt;

    // What refusals took away that nothing has confirmed yet: they may have had other reasons.
    private double _claimed;
    private TimeSpan _at;
    private long _lastSequence = -1;

    public Bucket(string name, double limit, TimeSpan window, TimeSpan now)
    {
        Name = HeaderName = name;
        _countsRequests = BucketNames.IsOfRequests(name);
        _windowSeconds = window.TotalSeconds;
        Limit = _capacity = LevelAtStart = limit;
        _level = limit + Margin;
        _at = now;
        _foreign.Restart(now);
    }

    /// <summary>The bucket's name.</summary>
    public string Name { get; private set; }

    /// <summary>The name under which headers tell of it; null where they tell of another.</summary>
    public string? HeaderName { get; private set; }

    /// <summary>Whether the provider takes the charge as it is produced, and not when the request begins.</summary>
    public bool IsChargedAsProduced { get; init; }

    /// <summary>The limit, a window.</summary>
    public double Limit { get; private set; }

    /// <summary>What it holds when full.</summary>
    public double Capacity => _capacity;

    /// <summary>Whether its window is longer than anybody waits for it.</summary>
    public bool IsOfADay => _windowSeconds > 3600;

    /// <summary>
    /// All that was ever taken or ran over: the difference of two values is what is gone between them.
    /// </summary>
    public double Taken { get; private set; }

    /// <summary>What requests that are out have taken and not settled.</summary>
    public double Outstanding { get; private set; }

    /// <summary>What answers needed of it: without what was refused, and as the provider settled it.</summary>
    public double Used { get; private set; }

    /// <summary>What was there to begin with, as far as is known.</summary>
    public double LevelAtStart { get; private set; }

    /// <summary>What comes in by the second.</summary>
    public double RatePerSecond => Limit / _windowSeconds;

    /// <summary>What comes in by the second and is not taken by others.</summary>
    public double OwnRatePerSecond => RatePerSecond - _foreign.Steadily;

    // Requests arrive a little sooner or later than they left, and what remains is told in whole requests.
    private double Margin => _countsRequests
        ? Math.Min(
            Math.Clamp(ShareHeldBack * (_capacity - 1), LeastHeldBack, RequestsHeldBack),
            SecondsHeldBack * RatePerSecond)
        : 0;

    /// <summary>
    /// The level at a time. Above the capacity, by the margin at most, it tells how long the bucket has been full.
    /// </summary>
    public double LevelAt(TimeSpan now) => now <= _at
        ? _level
        : Math.Min(_capacity + Margin, _level + OwnRatePerSecond * (now - _at).TotalSeconds);

    /// <summary>
    /// How long until a charge may be taken, at most 31 days. More than the bucket holds waits for a full bucket.
    /// </summary>
    public TimeSpan WaitFor(double charge, TimeSpan now)
    {
        var others = Math.Min(ForeignSecondsHeldBack * _foreign.AtOnce, 0.5 * _capacity);
        var wanted = charge * (_countsRequests ? 1 : 1 + TokensHeldBack) + others;
        var missing = Math.Min(wanted, _capacity) + Margin - LevelAt(now);
        var seconds = Math.Min(missing / OwnRatePerSecond, Durations.Longest.TotalSeconds);
        return missing <= Rounding ? TimeSpan.Zero : TimeSpan.FromSeconds(seconds);
    }

    /// <summary>Takes a charge, into debt where it is more than there is.</summary>
    public void Take(double charge, TimeSpan now)
    {
        MoveTo(now);
        Overflow(_capacity);
        _level -= charge;
        Taken += charge;
        Outstanding += charge;
    }

    /// <summary>A request is over: what it took turned out to be this much.</summary>
    public void Settle(double charged, double settled, TimeSpan now)
    {
        Outstanding -= charged;
        if (settled != charged)
            Set(LevelAt(now) + charged - settled, now);
    }

    /// <summary>An answer came, and needed this much.</summary>
    public void Use(double charge) => Used += charge;

    /// <summary>A charge was refused, to be there after a while at the earliest: what lies before it is debt.</summary>
    public void Owe(double charge, TimeSpan wait, TimeSpan now)
    {
        var level = LevelAt(now);
        var missing = Math.Min(0, charge - level);
        _claimed -= missing;
        var owed = Math.Min(level, Math.Min(charge, _capacity) - OwnRatePerSecond * wait.TotalSeconds);
        _debt += Math.Max(0, level + missing - owed);
        Set(owed, now);
    }

    /// <summary>Believes what the provider says is left: downwards at once, upwards by half.</summary>
    /// <param name="reading">What it says.</param>
    /// <param name="permit">The request that it says it of; what an older request says is passed over.</param>
    /// <param name="takenThen"><see cref="Taken"/> just after that request.</param>
    /// <param name="now">The time.</param>
    /// <param name="isOfRefusal">Whether a refusal says it.</param>
    public void Resync(BucketReading reading, Permit permit, double takenThen, TimeSpan now, bool isOfRefusal = false)
    {
        if (permit.Sequence < _lastSequence)
            return;
        MoveTo(now);
        var first = _lastSequence < 0;
        _lastSequence = permit.Sequence;
        if (reading.Limit is > 0 and { } limit && limit != Limit)
            Become(limit, now);
        if (reading.Remaining is not { } left)
            return;
        var grain = Grain(reading);
        if (reading.Reset is { } reset)
            Shape(left, grain, reset, permit.Charge.On(Name), now);
        var later = IsChargedAsProduced ? Outstanding : Taken - takenThen;
        var refilled = OwnRatePerSecond * Math.Max(0, (now - permit.At).TotalSeconds);
        var lowest = Math.Min(_capacity, left + refilled - later);
        if (first)
        {
            LevelAtStart = Math.Min(_capacity, left + takenThen);
            Set(lowest, now);
            _foreign.Restart(now);
            return;
        }

        var level = LevelAt(now);
        var correction = Correction(level, lowest, grain);
        Set(level + correction, now);
        if (isOfRefusal)
        {
            _claimed += Math.Max(0, -correction);
            return;
        }

        Judge(lowest - level, _capacity - level, grain, now);
        Believed(correction, grain, now);
    }

    /// <summary>Headers told of this bucket as one of requests, and meant those of a day.</summary>
    public void IsMeantForADay() => Name = BucketNames.RequestsPerDay;

    /// <summary>Headers tell of another bucket under this one's name.</summary>
    public void IsNotInHeaders() => HeaderName = null;

    // What was claimed is debt as far as a reading denies it, which tells more than there was to be, and use of others
    // as far as it does not. Above the capacity nothing can be denied.
    private void Judge(double more, double room, double grain, TimeSpan now)
    {
        if (_claimed <= 0)
            return;
        var most = Math.Max(Rounding, Math.Min(_claimed, room));
        var denied = _claimed * Math.Clamp(more / most, 0, 1);
        _debt += denied;
        _foreign.Corrected(denied - _claimed, grain, this, now);
        _claimed = 0;
    }

    // What a debt took away and a reading gives back says nothing of others.
    private void Believed(double correction, double grain, TimeSpan now)
    {
        var repaid = Math.Clamp(correction, 0, _debt);
        _debt -= repaid;
        _foreign.Corrected(correction - repaid, grain, this, now);
    }

    // What is told is rounded: within the rounding our own count is the better one.
    private static double Correction(double level, double lowest, double grain)
    {
        if (level < lowest)
            return 0.5 * (lowest - level);
        return level > lowest + grain ? lowest + 0.5 * grain - level : 0;
    }

    // Anthropic tells tokens in whole thousands.
    private double Grain(BucketReading reading) =>
        !_countsRequests && reading is { Remaining: { } left, Limit: { } limit }
        && left % 1000 == 0 && limit % 1000 == 0
            ? 1000
            : 1;

    private void Become(double limit, TimeSpan now)
    {
        Limit = _capacity = limit;
        Set(LevelAt(now), now);
        _foreign.Restart(now);
    }

    private void Shape(double left, double grain, TimeSpan reset, double accepted, TimeSpan now)
    {
        var known = _shape.Capacity;
        _shape.See(Limit, left, grain, reset, _windowSeconds);
        _windowSeconds = _shape.WindowSeconds ?? _windowSeconds;
        _capacity = Math.Min(Limit, Math.Max(_shape.Capacity!.Value, accepted));
        if (known != _shape.Capacity)
            Set(LevelAt(now), now);
    }

    private void Set(double level, TimeSpan now)
    {
        MoveTo(now);
        _level = Math.Min(level, _capacity + Margin);
    }

    private void MoveTo(TimeSpan now)
    {
        if (now <= _at)
            return;
        _level += OwnRatePerSecond * (now - _at).TotalSeconds;
        _at = now;
        Overflow(_capacity + Margin);
    }

    private void Overflow(double most)
    {
        Taken += Math.Max(0, _level - most);
        _level = Math.Min(_level, most);
    }
}
