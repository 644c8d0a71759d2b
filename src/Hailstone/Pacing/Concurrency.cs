namespace Hailstone.Pacing;

/// <summary>How many requests may be out at once.</summary>
/// <remarks>
/// Where a quota is known it is the only bottleneck, and this is a safety cap by Little's law: what arrives times how
/// long it stays, with the bucket's own content on top, which may leave at once. Where none is known,
/// <see cref="HillClimb"/> finds what the server can do. A fixed number holds in both cases.
/// </remarks>
internal sealed class Concurrency(int? fixedLimit)
{
    private const double AtLeast = 8;
    private const double AtMost = 20_000;
    private const double LatencyBeforeAnySeconds = 30;
    private const double Newest = 0.05;
    private const double CutFactor = 0.7;
    private const double GrowthAfterCut = 0.25;
    private const double GrowthAfterOutage = 1;

    private readonly HillClimb _climb = new();
    private double? _latencySeconds;
    private double? _held;
    private double _growth;
    private TimeSpan _lastCut = TimeSpan.MinValue;

    /// <summary>The limit; 1 or more.</summary>
    /// <param name="quotaPerSecond">Requests a second that the quota allows; null where none is known.</param>
    /// <param name="burst">Requests that the quota's buckets hold when full.</param>
    public int Limit(double? quotaPerSecond, double burst)
    {
        if (fixedLimit is { } number)
            return number;
        var cap = quotaPerSecond is { } rate ? ByLittle(rate) + burst : _climb.Limit;
        return (int)Math.Max(1, Math.Min(Math.Min(cap, _held ?? cap), AtMost));
    }

    /// <summary>A request ended well.</summary>
    /// <param name="latency">How long it took.</param>
    /// <param name="outputTokens">What came of it.</param>
    /// <param name="isFull">Whether as many were out as may be.</param>
    /// <param name="now">The time.</param>
    public void Succeeded(TimeSpan latency, double outputTokens, bool isFull, TimeSpan now)
    {
        var seconds = latency.TotalSeconds;
        _latencySeconds = _latencySeconds is { } usual ? usual + Newest * (seconds - usual) : seconds;
        _climb.Ended(outputTokens, isFull && _held is null, now);
        if (_held is not { } held)
            return;
        held += _growth;
        _held = held >= AtMost ? null : held;
    }

    /// <summary>The provider is full: fewer at once, once an episode.</summary>
    /// <param name="inFlight">Requests that are out, this one included.</param>
    /// <param name="sentAt">When the request was sent.</param>
    /// <param name="now">The time.</param>
    public void Cut(int inFlight, TimeSpan sentAt, TimeSpan now)
    {
        if (sentAt < _lastCut)
            return;
        _lastCut = now;
        _growth = GrowthAfterCut;
        _held = Math.Max(1, CutFactor * Math.Min(_held ?? inFlight, inFlight));
    }

    /// <summary>Begins again after an outage: with one, doubling each round.</summary>
    public void Restart() => (_held, _growth) = (1, GrowthAfterOutage);

    private double ByLittle(double perSecond)
    {
        var load = perSecond * (_latencySeconds ?? LatencyBeforeAnySeconds);
        return Math.Max(AtLeast, Math.Ceiling(1.3 * load + 3 * Math.Sqrt(load)));
    }
}
