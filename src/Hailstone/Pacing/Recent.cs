namespace Hailstone.Pacing;

/// <summary>The last few dozen values of something, and where among them a share lies.</summary>
internal sealed class Recent
{
    private const int Kept = 64;
    private const int SortedEvery = 8;

    private readonly double[] _values = new double[Kept];
    private readonly double[] _sorted = new double[Kept];
    private int _seen;
    private int _sortedAt;

    /// <summary>How many values there have been.</summary>
    public int Count => _seen;

    /// <summary>Adds a value.</summary>
    public void Add(double value)
    {
        _values[_seen % Kept] = value;
        _seen++;
    }

    /// <summary>The value below which a share of the last ones lies; null before the first.</summary>
    /// <param name="share">0 to 1.</param>
    public double? Quantile(double share)
    {
        if (_seen <= SortedEvery ? _sortedAt < _seen : _seen - _sortedAt >= SortedEvery)
            Sort();
        var count = Math.Min(_sortedAt, Kept);
        return count == 0 ? null : _sorted[Math.Min(count - 1, (int)(share * count))];
    }

    private void Sort()
    {
        _sortedAt = _seen;
        var count = Math.Min(_seen, Kept);
        Array.Copy(_values, _sorted, count);
        Array.Sort(_sorted, 0, count);
    }
}
