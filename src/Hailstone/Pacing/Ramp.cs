namespace Hailstone.Pacing;

/// <summary>How fast sending may rise.</summary>
/// <remarks>
/// A full bucket is not poured out at once, but in about six seconds, so that others on the key are seen in time. A
/// provider that says <c>slow_down</c> means the rise itself: half of what was sent holds then, and grows again, where
/// a lot is sent by half each quarter of an hour as the provider asks, else within seconds. What is said several times
/// in a minute is said once.
/// </remarks>
internal sealed class Ramp
{
    private const double TimesTheRefill = 10;
    private const double SecondsToEmpty = 6;
    private const double SlowestPerSecond = 0.2;
    private static readonly TimeSpan Episode = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan GrowsByHalfIn = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan SmallDoublesIn = TimeSpan.FromSeconds(10);

    private readonly Pace _pace = new();
    private double _slowed = double.PositiveInfinity;
    private TimeSpan _slowedAt = TimeSpan.MinValue;
    private bool _isLarge;

    /// <summary>How long until the next request may leave.</summary>
    public TimeSpan WaitAt(TimeSpan now) => _pace.WaitAt(now);

    /// <summary>A request left.</summary>
    /// <param name="mostPerSecond">Requests a second at which full buckets may be emptied; null for no limit.</param>
    /// <param name="now">The time.</param>
    public void Sent(double? mostPerSecond, TimeSpan now) =>
        _pace.Sent(Math.Min(mostPerSecond ?? double.PositiveInfinity, SlowedAt(now)), now);

    /// <summary>How fast a bucket may be emptied, by the second.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="share">The share of its refill to keep to; null where it may be emptied faster.</param>
    public static double MostPerSecond(Bucket bucket, double? share) => share is { } part
        ? part * bucket.RatePerSecond
        : Math.Min(TimesTheRefill * bucket.RatePerSecond, bucket.RatePerSecond + bucket.Capacity / SecondsToEmpty);

    /// <summary>The provider asked to slow down.</summary>
    /// <param name="sentPerSecond">Requests a second that are sent.</param>
    /// <param name="isLarge">Whether the quota is one of those that may only rise slowly.</param>
    /// <param name="now">The time.</param>
    public void SlowDown(double sentPerSecond, bool isLarge, TimeSpan now)
    {
        if (_slowedAt > TimeSpan.MinValue && now - _slowedAt < Episode)
            return;
        _slowed = Math.Max(SlowestPerSecond, Math.Min(SlowedAt(now), sentPerSecond) / 2);
        (_slowedAt, _isLarge) = (now, isLarge);
    }

    private double SlowedAt(TimeSpan now) => double.IsPositiveInfinity(_slowed)
        ? _slowed
        : _slowed * (_isLarge
            ? Math.Pow(1.5, (now - _slowedAt) / GrowsByHalfIn)
            : Math.Pow(2, (now - _slowedAt) / SmallDoublesIn));
}
