namespace Hailstone.Pacing;

/// <summary>Notices refusals that come however slowly is asked, and so tell nothing of a rate.</summary>
/// <remarks>
/// A refusal at a rate says that the limit is below it. From one refusal to another a bucket went from empty to empty,
/// so the limit is at least what was taken between them. Where more was taken over the last few refusals than the rate
/// of the last one, the two cannot both be: it is not the rate that is refused.
/// </remarks>
internal sealed class Indifference
{
    private const int Remembered = 6;
    private const int Enough = 6;
    private const double Margin = 1.5;
    private const double Weight = 0.05;
    private const double TooMany = 0.35;

    private readonly Queue<(TimeSpan At, long Accepted)> _refusals = new(Remembered);
    private long _accepted;
    private double _share;

    /// <summary>Whether refusals do not hang on the rate.</summary>
    public bool IsSeen { get; private set; }

    /// <summary>The provider took a request in.</summary>
    public void Accepted()
    {
        _accepted++;
        _share *= 1 - Weight;
    }

    /// <summary>The provider refused a request.</summary>
    /// <param name="ratePerSecond">The rate that held.</param>
    /// <param name="slowestPerSecond">The slowest rate there is: what is refused at it is refused for no limit.</param>
    /// <param name="now">The time.</param>
    /// <returns>Requests a second that are proved to be borne, where that has just been seen; else null.</returns>
    public double? Refused(double ratePerSecond, double slowestPerSecond, TimeSpan now)
    {
        _share += Weight * (1 - _share);
        if (IsSeen)
        {
            // Too many for chance: there is a limit after all.
            if (_share > TooMany)
                Forget();
            return null;
        }

        var borne = _refusals
            .Where(refusal => _accepted - refusal.Accepted >= Enough)
            .Select(refusal => (_accepted - refusal.Accepted) / Math.Max(1e-3, (now - refusal.At).TotalSeconds))
            .DefaultIfEmpty(0)
            .Max();
        if (_refusals.Count == Remembered)
            _refusals.Dequeue();
        _refusals.Enqueue((now, _accepted));
        if (borne < Margin * ratePerSecond && ratePerSecond > slowestPerSecond)
            return null;
        IsSeen = true;
        return Math.Max(borne, ratePerSecond);
    }

    private void Forget()
    {
        IsSeen = false;
        _refusals.Clear();
    }
}
