namespace Hailstone.Simulator.Visits;

/// <summary>What was billed in each minute, to each account.</summary>
internal sealed class UsageBook
{
    // Keys and models come from clients. What is over these bounds is forgotten, the oldest first.
    private const int MostEntries = 200_000;
    private const int MostMinutes = 31 * 24 * 60;
    private const int MostKeys = 1000;

    private readonly SortedDictionary<long, Dictionary<Account, Tally>> _minutes = [];
    private readonly Dictionary<string, int> _keys = new(StringComparer.Ordinal);
    private int _entries;

    /// <summary>The number of a key, from 1; 0 is every key that came after a thousand others.</summary>
    public int KeyNumber(string keyHash)
    {
        if (_keys.TryGetValue(keyHash, out var number))
            return number;
        if (_keys.Count >= MostKeys)
            return 0;
        _keys[keyHash] = _keys.Count + 1;
        return _keys.Count;
    }

    /// <summary>Enters a bill.</summary>
    public void Add(Account account, SimulatedBill bill, DateTimeOffset time)
    {
        var minute = MinuteOf(time);
        if (!_minutes.TryGetValue(minute, out var accounts))
            _minutes[minute] = accounts = [];
        if (!accounts.TryGetValue(account, out var tally))
        {
            accounts[account] = tally = new Tally();
            _entries++;
        }
        tally.Add(bill);
        while (_entries > MostEntries || _minutes.Count > MostMinutes)
        {
            var (oldest, forgotten) = _minutes.First();
            _entries -= forgotten.Count;
            _minutes.Remove(oldest);
        }
    }

    /// <summary>What was billed from an instant on and before another, in whole minutes.</summary>
    public IEnumerable<(DateTimeOffset Minute, Account Account, Tally Tally)> Between(
        DateTimeOffset from, DateTimeOffset until)
    {
        foreach (var (minute, accounts) in _minutes)
        {
            var time = DateTimeOffset.FromUnixTimeSeconds(minute * 60);
            if (time < from || time >= until)
                continue;
            foreach (var (account, tally) in accounts)
                yield return (time, account, tally);
        }
    }

    /// <summary>The models that were billed by a vendor's API.</summary>
    public IEnumerable<string> Models(Vendor vendor) => _minutes.Values
        .SelectMany(accounts => accounts.Keys)
        .Where(account => account.Vendor == vendor)
        .Select(account => account.Model);

    private static long MinuteOf(DateTimeOffset time) => time.ToUnixTimeSeconds() / 60;
}
