namespace Hailstone.Pacing;

/// <summary>Finds how many requests at once a server without a quota serves best: by tokens a second.</summary>
/// <remarks>
/// It doubles while that pays, then climbs by a quarter an epoch, and steps back and holds where it does not. Tokens
/// are the measure, not the time that answers take: that is set by how long they are.
/// </remarks>
internal sealed class HillClimb
{
    private const double Start = 8;
    private const double AtMost = 20_000;
    private const double DoublingPays = 1.2;
    private const double StepPays = 1.03;
    private const double Step = 1.25;
    private const int EpochsHeld = 10;
    private static readonly TimeSpan ShortestEpoch = TimeSpan.FromSeconds(10);

    private double _limit = Start;
    private double _before = Start;
    private double _best;
    private bool _doubling = true;
    private int _held;
    private TimeSpan _since;
    private double _tokens;
    private int _ended;
    private int _full;

    /// <summary>The limit.</summary>
    public double Limit => _limit;

    /// <summary>A request ended well.</summary>
    /// <param name="outputTokens">What came of it.</param>
    /// <param name="isFull">Whether as many were out as may be: else the limit decides nothing.</param>
    /// <param name="now">The time.</param>
    public void Ended(double outputTokens, bool isFull, TimeSpan now)
    {
        _tokens += Math.Max(1, outputTokens);
        _full += isFull ? 1 : 0;
        var isOver = ++_ended >= (_doubling ? 1 : 2) * _limit && (_doubling || now - _since >= ShortestEpoch);
        if (!isOver)
            return;
        if (_full * 2 >= _ended)
            Judge(_tokens / Math.Max(1e-3, (now - _since).TotalSeconds));
        (_since, _tokens, _ended, _full) = (now, 0, 0, 0);
    }

    private void Judge(double perSecond)
    {
        if (_held > 0)
        {
            // What was best once may not be so any more: the next step is measured against today.
            if (--_held == 0)
                Climb(perSecond, Step);
        }
        else if (perSecond >= _best * (_doubling ? DoublingPays : StepPays))
        {
            Climb(perSecond, _doubling ? 2 : Step);
        }
        else
        {
            _held = _doubling ? 1 : EpochsHeld;
            _doubling = false;
            _limit = _before;
        }
    }

    private void Climb(double perSecond, double factor)
    {
        _best = perSecond;
        _before = _limit;
        _limit = Math.Min(AtMost, _limit * factor);
    }
}
