namespace Hailstone.Pacing;

/// <summary>Opens when a provider is down: then one probe at a time finds out when it is back.</summary>
internal sealed class Circuit
{
    private const int FailuresToOpen = 10;
    private static readonly TimeSpan ProbeEvery = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ProbeOftenFor = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan ProbeSeldom = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan SparesFor = TimeSpan.FromMinutes(15);

    private int _failuresInRow;
    private TimeSpan _openedAt;
    private double _slowWaitSeconds = 5;

    /// <summary>Whether the provider is taken to be down.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>When the next probe may leave.</summary>
    public TimeSpan NextProbe { get; private set; }

    /// <summary>
    /// Whether a failure costs no try. Questions that break the server are not told from an outage by looking, so the
    /// outage is believed for a quarter of an hour; after that each failure counts, and every question comes to an end.
    /// </summary>
    /// <param name="now">The time.</param>
    public bool SparesTries(TimeSpan now) => IsOpen && now - _openedAt < SparesFor;

    /// <summary>A request ended in a way that a living provider ends it.</summary>
    /// <returns>Whether the circuit closed by it.</returns>
    public bool Alive()
    {
        _failuresInRow = 0;
        var closed = IsOpen;
        IsOpen = false;
        return closed;
    }

    /// <summary>A request ended in a way that a provider in trouble ends it.</summary>
    /// <param name="sentAt">When the request was sent.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether the circuit opened by it.</returns>
    public bool InTrouble(TimeSpan sentAt, TimeSpan now)
    {
        if (IsOpen)
        {
            if (sentAt >= _openedAt)
                NextProbe = now + NextWait(now);
            return false;
        }

        if (++_failuresInRow < FailuresToOpen)
            return false;
        IsOpen = true;
        _openedAt = now;
        _slowWaitSeconds = 5;
        NextProbe = now + ProbeEvery;
        return true;
    }

    private TimeSpan NextWait(TimeSpan now)
    {
        if (now - _openedAt < ProbeOftenFor)
            return ProbeEvery;
        _slowWaitSeconds = Math.Min(ProbeSeldom.TotalSeconds, _slowWaitSeconds * 1.5);
        return TimeSpan.FromSeconds(_slowWaitSeconds);
    }
}
