namespace Hailstone.Simulator.Replay;

/// <summary>Remembers values by key, within a bound: what was long untouched is forgotten first.</summary>
/// <remarks>
/// Two generations: a value that is touched moves to the young one; when that is full it becomes the old one, and
/// what the old one still held is forgotten.
/// </remarks>
internal sealed class RecentTable<TKey, TValue>(int capacity)
    where TKey : notnull
    where TValue : class
{
    private readonly int _half = Math.Max(1, capacity / 2);
    private Dictionary<TKey, TValue> _young = [];
    private Dictionary<TKey, TValue> _old = [];

    /// <summary>How many are remembered.</summary>
    public int Count => _young.Count + _old.Count;

    /// <summary>The value of a key, made where there is none.</summary>
    public TValue Get(TKey key, Func<TKey, TValue> make)
    {
        if (_young.TryGetValue(key, out var value))
            return value;
        if (!_old.Remove(key, out value))
            value = make(key);
        if (_young.Count == _half)
            (_old, _young) = (_young, []);
        _young.Add(key, value);
        return value;
    }
}
