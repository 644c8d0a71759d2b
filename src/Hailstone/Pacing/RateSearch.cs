namespace Hailstone.Pacing;

/// <summary>Finds the rate of a limit that nobody tells, by what is taken and what is refused.</summary>
/// <remarks>
/// Between two refusals a leaky bucket went from empty to empty, so what was taken between them is what came in: each
/// pair brackets the rate, the tighter the more was taken. The search grows until the first refusal, then halves its
/// bracket, then stays at the lower end and looks up again now and then. While it doubles from the slowest, a refusal
/// is believed when it comes twice; refusals that do not hang on the rate change nothing (<see cref="Indifference"/>).
/// </remarks>
internal sealed class RateSearch(Throughput throughput)
{
    private const double Start = 4;
    private const double AfterFirst = 0.6;
    private const double AfterNothing = 0.3;
    private const double NearLow = 0.75;
    private const double Narrow = 1.2;
    private const double Wider = 1.4;
    private const double QuickTo = 20;
    private const double GrowthThen = 0.3;
    private const int FewBefore = 8;
    private const int EnoughToTrust = 4;
    private const int EnoughToStep = 12;
    private const int EnoughToStepWhenSlow = 3;
    private const double Slow = 0.5;
    private const int EnoughToLookUp = 100;
    private const double SecondsToStep = 2;
    private const double SoonAgain = 0.25;
    private const double GrowthOfNoise = 1.05;

    /// <summary>The slowest limits that are sold let five requests through a minute.</summary>
    private static readonly TimeSpan ForTheSlowest = TimeSpan.FromSeconds(12.5);
    private static readonly TimeSpan LookUpAfter = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(250);

    private readonly Pace _pace = new();
    private readonly Indifference _noise = new();
    private double _rate = Start;
    private double _low;
    private double _high = double.PositiveInfinity;
    private bool _doubling;
    private bool _doubting;
    private TimeSpan _slowest = ForTheSlowest;
    private TimeSpan _told = TimeSpan.FromSeconds(1);
    private int _refusedAtFirst;
    private long _lastRefused = -1;
    private TimeSpan _lastRefusedAt;
    private TimeSpan _cutAt = TimeSpan.MinValue;
    private TimeSpan _setAt;
    private int _acceptedSinceSet;

    /// <summary>Requests a second that are sent at most.</summary>
    public double RatePerSecond => _rate;

    // At the slowest a refusal is no limit.
    private double Floor => 1 / _slowest.TotalSeconds;

    private bool IsGrowing => double.IsPositiveInfinity(_high);

    /// <summary>How long until the next request may leave.</summary>
    public TimeSpan WaitAt(TimeSpan now) => _pace.WaitAt(now);

    /// <summary>A request left.</summary>
    public void Sent(TimeSpan now) => _pace.Sent(_rate, now);

    /// <summary>The provider took a request in.</summary>
    public void Accepted(Permit permit, TimeSpan now)
    {
        _refusedAtFirst = 0;
        _noise.Accepted();
        if (permit.At < _setAt)
            return;
        _acceptedSinceSet++;
        _doubting = false;
        if (_noise.IsSeen)
        {
            _rate = Math.Min(_rate * GrowthOfNoise, Start + 2 * throughput.PerSecond(now));
        }
        else if (_doubling)
        {
            Set(_rate * 2, now);
            _doubling = _rate < _high;
        }
        else if (IsGrowing)
        {
            var growth = _rate < QuickTo ? 1 : GrowthThen;
            _rate = Math.Min(_rate + growth, Start + 2 * throughput.PerSecond(now));
        }
        else
            Step(now);
    }

    /// <summary>The provider refused a request.</summary>
    /// <param name="permit">The request.</param>
    /// <param name="now">The time.</param>
    /// <param name="retryAfter">When it said to come back: no slower limit is meant; null where it did not.</param>
    /// <param name="random">Chance, so that several who share a key do not come back at once.</param>
    public void Refused(Permit permit, TimeSpan now, TimeSpan? retryAfter, Random random)
    {
        _noise.Refused();
        // What is left of a wait says little where it is short: the longest counts, and a second at least.
        _told = retryAfter is { } wait && wait > _told ? wait : _told;
        _slowest = retryAfter is null || _told > ForTheSlowest ? ForTheSlowest : _told;
        var between = permit.Sequence - _lastRefused - 1;
        var seconds = (permit.At - _lastRefusedAt).TotalSeconds;
        if (permit.Sequence > _lastRefused)
            (_lastRefused, _lastRefusedAt) = (permit.Sequence, permit.At);
        // What left before the last cut belongs to the same episode.
        if (permit.At < _cutAt)
            return;
        _cutAt = now;
        if (IsGrowing && between == 0)
        {
            var backoff = Math.Min(60, Math.Pow(2, _refusedAtFirst++));
            _pace.HoldUntil(now + TimeSpan.FromSeconds(backoff * (1 + random.NextDouble()) / 2));
            return;
        }

        if (_doubling && between > 0 && !_doubting)
        {
            _doubting = true;
            _pace.LetAt(now + TimeSpan.FromSeconds(SoonAgain / _rate));
            return;
        }

        if (_noise.Weigh(_rate, Floor, permit) is { } borne)
            Bear(borne, now);
        else if (!_noise.IsSeen && IsGrowing)
            First(between, permit.At, now);
        else if (!_noise.IsSeen)
            Next(between, Math.Max(1e-3, seconds), now);
        var pause = Math.Max(ShortestPause.TotalSeconds, 1 / _rate);
        _pace.HoldUntil(now + TimeSpan.FromSeconds(pause * (1 + 0.1 * random.NextDouble())));
    }

    private void First(long before, TimeSpan sentAt, TimeSpan now)
    {
        _high = Math.Max(_rate, throughput.PerSecond(sentAt));
        // Few were taken: the limit is slow, or the bucket small. To wait for the slowest costs the least.
        _doubling = before <= FewBefore;
        Set(_doubling ? 1 / _slowest.TotalSeconds : AfterFirst * throughput.PerSecond(sentAt), now);
    }

    private void Next(long between, double seconds, TimeSpan now)
    {
        // Doubled when an answer came, a rate holds only from the request after the next on.
        var hasDoubled = _doubling && (between > 0 || _doubting);
        _high = hasDoubled ? _rate / 2 : _rate;
        _low = hasDoubled ? _rate / 4
            : between >= EnoughToTrust ? (between - 1) / seconds
            : between > 0 ? (between - 0.5) / seconds
            : 0;
        _low = Math.Min(_low, 0.97 * _high);
        _doubling = _doubting = false;
        Set(_low == 0 ? AfterNothing * _rate : Between(), now);
    }

    private void Bear(double rate, TimeSpan now)
    {
        _doubling = _doubting = false;
        _high = rate;
        Set(rate, now);
    }

    // So many were taken at this rate that it can be borne: tries a higher one, or stays where the bracket is narrow.
    private void Step(TimeSpan now)
    {
        var seconds = (now - _setAt).TotalSeconds;
        if (_high <= Narrow * _low)
        {
            if (_acceptedSinceSet < EnoughToLookUp || now - _setAt < LookUpAfter)
                return;
            _high = Wider * _low;
            Set(Between(), now);
            return;
        }

        var enough = _rate < Slow ? EnoughToStepWhenSlow : EnoughToStep;
        if (_acceptedSinceSet < Math.Max(enough, SecondsToStep * _rate))
            return;
        // Where other things hold us back, nothing is learned of the rate.
        if (_acceptedSinceSet * 1.5 >= seconds * _rate)
            _low = Math.Max(_low, _rate);
        Set(Between(), now);
    }

    private double Between() => _high <= Narrow * _low
        ? _low
        : Math.Pow(Math.Max(_low, _rate * 0.1), NearLow) * Math.Pow(_high, 1 - NearLow);

    private void Set(double rate, TimeSpan now) =>
        (_rate, _setAt, _acceptedSinceSet) = (Math.Max(Floor, rate), now, 0);
}
