namespace Hailstone.Middleware;

/// <summary>The calls of a pool that wait, in their order.</summary>
/// <remarks>
/// As in a run: retries that are due go first, but no two in a row while a fresh call waits; in an outage fresh ones go
/// first, because a question that has never failed tells best whether the provider is back.
/// </remarks>
internal sealed class WaitingLine
{
    private static readonly Comparer<Waiter> ByTime = Comparer<Waiter>.Create(static (one, other) =>
        (one.Due, one.Number).CompareTo((other.Due, other.Number)));

    private readonly SortedSet<Waiter> _fresh = new(ByTime);
    private readonly SortedSet<Waiter> _retries = new(ByTime);
    private bool _lastWasRetry;

    /// <summary>Calls that were never sent.</summary>
    public int Fresh => _fresh.Count;

    /// <summary>All that wait.</summary>
    public int Count => _fresh.Count + _retries.Count;

    /// <summary>Adds a call.</summary>
    public void Add(Waiter waiter) => Of(waiter).Add(waiter);

    /// <summary>Takes a call out, to be sent.</summary>
    public void Take(Waiter waiter)
    {
        Remove(waiter);
        _lastWasRetry = waiter.IsRetry;
    }

    /// <summary>Takes a call out.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Remove(Waiter waiter) => Of(waiter).Remove(waiter);

    /// <summary>The call that goes next.</summary>
    /// <param name="now">The time.</param>
    /// <param name="isDown">Whether the provider is down.</param>
    /// <param name="dueAt">When the next retry is due, where one waits for its time; else null.</param>
    /// <returns>Null where none can go yet.</returns>
    public Waiter? Next(TimeSpan now, bool isDown, out TimeSpan? dueAt)
    {
        var (fresh, retry) = (_fresh.Min, _retries.Min);
        dueAt = retry?.Due > now ? retry.Due : null;
        if (dueAt is not null)
            retry = null;
        return fresh is not null && (retry is null || isDown || _lastWasRetry) ? fresh : retry;
    }

    /// <summary>Empties it.</summary>
    /// <returns>All that waited.</returns>
    public IReadOnlyList<Waiter> Clear()
    {
        IReadOnlyList<Waiter> all = [.. _retries, .. _fresh];
        _retries.Clear();
        _fresh.Clear();
        return all;
    }

    private SortedSet<Waiter> Of(Waiter waiter) => waiter.IsRetry ? _retries : _fresh;
}
