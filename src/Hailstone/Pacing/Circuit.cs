namespace Hailstone.Pacing;

/// <summary>Opens when a provider is down: then one probe at a time finds out when it is back.</summary>
internal sealed class Circuit
{
    private const int FailuresToOpen = 10;
    private const int RelayFailuresToOpen = 3;
    private const int EndsToJudge = 20;
    private const double FirstSlowWaitSeconds = 5;
    private static readonly TimeSpan ProbeEvery = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ProbeOftenFor = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan ProbeSeldom = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan SparesFor = TimeSpan.FromMinutes(15);

    private readonly OutcomeWindow _outcomes = new();
    private int _failuresInRow;
    private int _relayFailuresInRow;
    private TimeSpan _firstFailedSentAt;
    private TimeSpan _openedAt;
    private double _slowWaitSeconds = FirstSlowWaitSeconds;

    /// <summary>Whether the provider is taken to be down.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>When the next probe may leave.</summary>
    public TimeSpan NextProbe { get; private set; }

    /// <summary>The share of requests of the last half minute that did not meet trouble.</summary>
    public double Health => _outcomes.Health;

    /// <summary>
    /// Whether a failure costs no try. Questions that break the server are not told from an outage by looking, so the
    /// outage is believed for a quarter of an hour; after that each failure counts, and every question comes to an end.
    /// </summary>
    /// <param name="now">The time.</param>
    public bool SparesTries(TimeSpan now) => IsOpen && now - _openedAt < SparesFor;

    /// <summary>A request ended in a way that a living provider ends it.</summary>
    /// <param name="sentAt">When the request was sent.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether the circuit closed by it.</returns>
    public bool Alive(TimeSpan sentAt, TimeSpan now)
    {
        _outcomes.Add(good: true, now);
        // What left before the trouble began says nothing of it.
        if (IsOpen ? sentAt < _openedAt : sentAt < _firstFailedSentAt)
            return false;
        _failuresInRow = _relayFailuresInRow = 0;
        var closed = IsOpen;
        IsOpen = false;
        return closed;
    }

    /// <summary>A request ended in a way that a provider in trouble ends it.</summary>
    /// <param name="failure">The failure's name.</param>
    /// <param name="sentAt">When the request was sent.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether the circuit opened by it.</returns>
    public bool InTrouble(string failure, TimeSpan sentAt, TimeSpan now)
    {
        _outcomes.Add(good: false, now);
        if (IsOpen)
        {
            if (sentAt >= _openedAt)
                NextProbe = now + NextWait(now);
            return false;
        }

        if (_failuresInRow++ == 0)
            _firstFailedSentAt = sentAt;
        _relayFailuresInRow = IsOfRelay(failure) ? _relayFailuresInRow + 1 : 0;
        var isDown = _failuresInRow >= FailuresToOpen || _relayFailuresInRow >= RelayFailuresToOpen
            || (_outcomes.Bad + _outcomes.Good >= EndsToJudge && _outcomes.Health <= 0.5);
        if (isDown)
            Open(now, ProbeEvery);
        return isDown;
    }

    /// <summary>Opens the circuit, with a first probe after a while.</summary>
    public void Open(TimeSpan now, TimeSpan firstProbeAfter)
    {
        IsOpen = true;
        _openedAt = now;
        _slowWaitSeconds = FirstSlowWaitSeconds;
        _failuresInRow = _relayFailuresInRow = 0;
        _outcomes.Clear();
        NextProbe = now + firstProbeAfter;
    }

    private static bool IsOfRelay(string failure) =>
        failure == ErrorKind.Relay.Name || failure == ErrorKind.HtmlPage.Name;

    private TimeSpan NextWait(TimeSpan now)
    {
        if (now - _openedAt < ProbeOftenFor)
            return ProbeEvery;
        _slowWaitSeconds = Math.Min(ProbeSeldom.TotalSeconds, _slowWaitSeconds * 1.5);
        return TimeSpan.FromSeconds(_slowWaitSeconds);
    }
}
