namespace Hailstone.Pacing;

/// <summary>How requests ended in the last half minute, by the second.</summary>
internal sealed class OutcomeWindow
{
    private const int Seconds = 30;

    private readonly int[] _good = new int[Seconds];
    private readonly int[] _bad = new int[Seconds];
    private long _second;

    /// <summary>How many ended well.</summary>
    public int Good { get; private set; }

    /// <summary>How many ended as requests to a provider in trouble do.</summary>
    public int Bad { get; private set; }

    /// <summary>The share of those that ended well; 1 where none ended.</summary>
    public double Health => Good + Bad == 0 ? 1 : (double)Good / (Good + Bad);

    /// <summary>Counts one.</summary>
    public void Add(bool good, TimeSpan now)
    {
        MoveTo((long)now.TotalSeconds);
        if (good)
        {
            _good[_second % Seconds]++;
            Good++;
        }
        else
        {
            _bad[_second % Seconds]++;
            Bad++;
        }
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        Array.Clear(_good);
        Array.Clear(_bad);
        (Good, Bad) = (0, 0);
    }

    private void MoveTo(long second)
    {
        if (second - _second >= Seconds)
            Clear();
        for (; _second < second && Good + Bad > 0; _second++)
        {
            var next = (_second + 1) % Seconds;
            Good -= _good[next];
            Bad -= _bad[next];
            (_good[next], _bad[next]) = (0, 0);
        }

        _second = Math.Max(_second, second);
    }
}
