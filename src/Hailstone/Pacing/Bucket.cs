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

    private readonly TimeSpan _window;
    private double _limit;
    private double _level;
    private TimeSpan _at;
    private long _lastSequence = -1;

    public Bucket(string name, double limit, TimeSpan window, TimeSpan now)
    {
        Name = name;
        _window = window;
        _limit = limit;
        _level = limit;
        _at = now;
        LevelAtStart = limit;
    }

    /// <summary>The bucket's name.</summary>
    public string Name { get; }

    /// <summary>All that was ever taken: the difference of two readings is what was taken between them.</summary>
    public double Taken { get; private set; }

    /// <summary>What answers needed of it: without what was refused, and as the provider settled it.</summary>
    public double Used { get; private set; }

    /// <summary>What was there to begin with, as far as is known.</summary>
    public double LevelAtStart { get; private set; }

    /// <summary>What comes in, by the second.</summary>
    public double RatePerSecond => _limit / _window.TotalSeconds;

    /// <summary>The level at a time.</summary>
    public double LevelAt(TimeSpan now) =>
        now <= _at ? _level : Math.Min(_limit, _level + RatePerSecond * (now - _at).TotalSeconds);

    /// <summary>
    /// How long until a charge is there, at most 31 days. More than the bucket holds waits for a full bucket.
    /// </summary>
    public TimeSpan WaitFor(double charge, TimeSpan now)
    {
        var missing = Math.Min(charge, _limit) - LevelAt(now);
        var seconds = Math.Min(missing / RatePerSecond, Durations.Longest.TotalSeconds);
        return missing <= Rounding ? TimeSpan.Zero : TimeSpan.FromSeconds(seconds);
    }

    /// <summary>Takes a charge, into debt where it is more than there is.</summary>
    public void Take(double charge, TimeSpan now)
    {
        _level = LevelAt(now) - charge;
        _at = Later(now);
        Taken += charge;
    }

    /// <summary>Corrects a charge that turned out otherwise, never above the capacity.</summary>
    public void Correct(double charged, double settled, TimeSpan now)
    {
        _level = Math.Min(_limit, LevelAt(now) + charged - settled);
        _at = Later(now);
    }

    /// <summary>An answer came, and needed this much.</summary>
    public void Use(double charge) => Used += charge;

    /// <summary>Believes what the provider says is left: downwards at once, upwards by half.</summary>
    /// <param name="limit">The limit it names, or null.</param>
    /// <param name="remaining">What it says was left after the request numbered <paramref name="sequence"/>.</param>
    /// <param name="sequence">The request's number; what an older request says is passed over.</param>
    /// <param name="takenThen"><see cref="Taken"/> just after that request.</param>
    /// <param name="now">The time.</param>
    public void Resync(double? limit, double? remaining, long sequence, double takenThen, TimeSpan now)
    {
        if (sequence <= _lastSequence)
            return;
        var first = _lastSequence < 0;
        _lastSequence = sequence;
        if (limit is > 0)
            _limit = limit.Value;
        var level = Math.Min(_limit, LevelAt(now));
        if (remaining is { } left)
        {
            var seen = Math.Min(_limit, left - (Taken - takenThen));
            level = seen < level ? seen : level + 0.5 * (seen - level);
            if (first)
                LevelAtStart = Math.Min(_limit, left + takenThen);
        }

        _level = level;
        _at = Later(now);
    }

    private TimeSpan Later(TimeSpan now) => now > _at ? now : _at;
}
