namespace Hailstone.Pacing;

/// <summary>How many requests may be out at once.</summary>
/// <remarks>
/// Where the quota is known it is the only bottleneck, and this is a safety cap. Where it is not, the limit doubles
/// about each round of successes until the first refusal, then falls to 0.7 of itself once an episode and creeps up.
/// </remarks>
internal sealed class InFlightLimit(int? fixedLimit)
{
    private const double Start = 8;
    private const double StartAgain = 2;
    private const double KnownCap = 1000;
    private const double UnknownCap = 256;
    private const double CutFactor = 0.7;

    private double _limit = Start;
    private double _cap = UnknownCap;
    private TimeSpan _lastCut = TimeSpan.MinValue;

    /// <summary>The limit; 1 or more.</summary>
    public int Value => fixedLimit ?? Math.Max(1, (int)_limit);

    private bool WasCut => _lastCut > TimeSpan.MinValue;

    /// <summary>The quota's own limits are known from now on.</summary>
    public void QuotaIsKnown()
    {
        _cap = KnownCap;
        if (!WasCut)
            _limit = KnownCap;
    }

    /// <summary>A request ended well.</summary>
    public void Succeeded() => _limit = Math.Min(_cap, _limit + (WasCut ? 1 / _limit : 1));

    /// <summary>Begins again after an outage: with little, doubling each round.</summary>
    public void Restart()
    {
        _limit = StartAgain;
        _lastCut = TimeSpan.MinValue;
    }

    /// <summary>A request was refused.</summary>
    /// <returns>Whether this is a new episode.</returns>
    public bool Cut(TimeSpan sentAt, TimeSpan now)
    {
        if (sentAt < _lastCut)
            return false;
        _lastCut = now;
        _limit = Math.Max(1, Math.Min(_limit, _cap) * CutFactor);
        return true;
    }
}
