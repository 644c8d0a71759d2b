namespace Hailstone.Pacing;

/// <summary>What others take from a bucket under the same key, as a rate.</summary>
/// <remarks>
/// Seen by what headers correct. Readings are rounded, and a bucket of one request that is off by one looks half used:
/// so corrections are gathered until they mean something, and those within the rounding mean nothing.
/// </remarks>
internal sealed class ForeignUse
{
    private const double Gain = 0.5;
    private const double ShareAtMost = 0.9;
    private const double GrainsToJudge = 20;
    private const double GrainsOfNoise = 2;
    private const double GrainsThatTell = 4;
    private const double GrainsOfSmall = 8;
    private const double ShareThatTells = 0.1;
    private static readonly TimeSpan JudgedAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan JudgedAtOnceAfter = TimeSpan.FromSeconds(0.5);

    private TimeSpan _since;
    private double _corrected;
    private TimeSpan _sinceLast;
    private double _correctedLast;

    /// <summary>
    /// Units a second that others have been seen to take at once: so much may be gone before we hear of it.
    /// </summary>
    public double AtOnce { get; private set; }

    /// <summary>Units a second that others take of what comes in, never all of it.</summary>
    public double Steadily { get; private set; }

    /// <summary>Begins anew at a time.</summary>
    public void Restart(TimeSpan now) => (_since, _corrected, _sinceLast, _correctedLast) = (now, 0, now, 0);

    /// <summary>A reading corrected the level by so much.</summary>
    /// <param name="correction">Below zero where less was there than we thought.</param>
    /// <param name="grain">To what readings are rounded.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="now">The time.</param>
    public void Corrected(double correction, double grain, Bucket bucket, TimeSpan now)
    {
        _corrected += correction;
        _correctedLast += correction;
        var missing = Math.Max(GrainsThatTell * grain, ShareThatTells * bucket.Capacity);
        var isLarge = bucket.Capacity >= GrainsOfSmall * grain;
        if (isLarge && now - _sinceLast >= JudgedAtOnceAfter && -_correctedLast >= missing)
        {
            AtOnce = Math.Max(AtOnce, Gain * -_correctedLast / (now - _sinceLast).TotalSeconds);
            (_sinceLast, _correctedLast) = (now, 0);
        }

        var seconds = (now - _since).TotalSeconds;
        var refill = bucket.RatePerSecond;
        if (now - _since < JudgedAfter || seconds * refill < GrainsToJudge * grain)
            return;
        var taken = Steadily;
        if (Math.Abs(_corrected) > GrainsOfNoise * grain)
            taken -= _corrected / seconds;
        Steadily = Math.Min(Steadily + Gain * (Math.Clamp(taken, 0, refill) - Steadily), ShareAtMost * refill);
        AtOnce += Gain * (Math.Max(taken, 0) - AtOnce);
        Restart(now);
    }
}
