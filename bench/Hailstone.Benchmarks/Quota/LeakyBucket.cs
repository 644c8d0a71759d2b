namespace Hailstone.Benchmarks.Quota;

/// <summary>One quota as providers keep it: what is used drains without pause, at the limit for each window.</summary>
/// <remarks>
/// All in whole numbers, so that no rounding adds up: a token is as many units as the window has ticks, and each tick
/// drains as many units as the limit has tokens. Captured refusals prove the form (docs/benchmarks.md).
/// </remarks>
internal sealed class LeakyBucket
{
    private readonly TimeSpan _window;
    private readonly long _capacity;
    private long _used;
    private TimeSpan _at;

    /// <summary>Makes an empty bucket: nothing is used yet.</summary>
    /// <param name="name">As the headers call it: <c>requests</c>, <c>tokens</c>.</param>
    /// <param name="limit">Tokens in a window; 1 or more.</param>
    /// <param name="window">The window.</param>
    /// <param name="burst">How much of a window may be used at once: a full one, or only its first second.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, or the burst holds no token.</exception>
    public LeakyBucket(string name, long limit, TimeSpan window, TimeSpan burst)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(window, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(burst, window);
        Name = name;
        Limit = limit;
        _window = window;
        _capacity = checked(limit * burst.Ticks);
        ArgumentOutOfRangeException.ThrowIfLessThan(_capacity, window.Ticks, nameof(burst));
    }

    /// <summary>As the headers call it.</summary>
    public string Name { get; }

    /// <summary>Tokens in a window.</summary>
    public long Limit { get; }

    /// <summary>Whole tokens that fit at once.</summary>
    public long Capacity => _capacity / _window.Ticks;

    /// <summary>Whole tokens that are used, the begun one included: what a refusal says.</summary>
    public long UsedAt(TimeSpan now) => Ceiling(UnitsAt(now), _window.Ticks);

    /// <summary>How long until a charge fits: zero where it does now, null where it never will.</summary>
    public TimeSpan? WaitFor(long charge, TimeSpan now)
    {
        var units = checked(charge * _window.Ticks);
        if (units > _capacity)
            return null;
        var over = UnitsAt(now) + units - _capacity;
        return over <= 0 ? TimeSpan.Zero : TimeSpan.FromTicks(Ceiling(over, Limit));
    }

    /// <summary>Takes a charge that fits.</summary>
    /// <exception cref="InvalidOperationException">It does not fit.</exception>
    public void Take(long charge, TimeSpan now)
    {
        if (WaitFor(charge, now) != TimeSpan.Zero)
            throw new InvalidOperationException($"{charge} do not fit into {Name} now.");
        _used = UnitsAt(now) + charge * _window.Ticks;
        _at = now;
    }

    /// <summary>What headers say: the limit, whole tokens that are left, and the time until nothing is used.</summary>
    public BucketReading ReadingAt(TimeSpan now)
    {
        var used = UnitsAt(now);
        return new BucketReading(Limit, (_capacity - used) / _window.Ticks, TimeSpan.FromTicks(Ceiling(used, Limit)));
    }

    // A whole window drains everything, and a longer time must not overflow.
    private long UnitsAt(TimeSpan now)
    {
        var elapsed = Math.Clamp((now - _at).Ticks, 0, _window.Ticks);
        return Math.Max(0, _used - Limit * elapsed);
    }

    private static long Ceiling(long number, long divisor) => number / divisor + (number % divisor > 0 ? 1 : 0);
}
