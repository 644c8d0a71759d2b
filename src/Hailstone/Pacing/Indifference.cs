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

    private readonly Queue<(TimeSpan At, long Taken)> _refusals = new(Remembered);
    private long _refused;
    private double _share;

    /// <summary>Whether refusals do not hang on the rate.</summary>
    public bool IsSeen { get; private set; }

    /// <summary>The provider took a request in.</summary>
    public void Accepted() => _share *= 1 - Weight;

    /// <summary>The provider refused a request, be it one of many at once.</summary>
    public void Refused() => _refused++;

    /// <summary>What a refusal tells that is the first of its kind.</summary>
    /// <param name="ratePerSecond">The rate that held.</param>
    /// <param name="slowestPerSecond">The slowest rate there is: what is refused at it is refused for no limit.</param>
    /// <param name="permit">The request.</param>
    /// <returns>Requests a second that are proved to be borne, where that has just been seen; else null.</returns>
    public double? Weigh(double ratePerSecond, double slowestPerSecond, Permit permit)
    {
        _share += Weight * (1 - _share);
        if (IsSeen)
        {
            // Too many for chance: there is a limit after all.
            if (_share > TooMany)
                Forget();
            return null;
        }

        // By the order in which they left: an answer comes later than a refusal.
        var taken = permit.Sequence - _refused;
        var borne = _refusals
            .Where(refusal => taken - refusal.Taken >= Enough)
            .Select(refusal => (taken - refusal.Taken) / Math.Max(1e-3, (permit.At - refusal.At).TotalSeconds))
            .DefaultIfEmpty(0)
            .Max();
        if (_refusals.Count == Remembered)
            _refusals.Dequeue();
        _refusals.Enqueue((permit.At, taken));
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
