namespace Hailstone.Cli.Weather;

/// <summary>A clock that stands still until it is moved, and then fires what has become due, in order.</summary>
internal sealed class ExchangeClock : TimeProvider
{
    private static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly List<Alarm> _alarms = [];

    /// <summary>How far it was moved.</summary>
    public TimeSpan Elapsed { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Moves it on.</summary>
    public void Advance(TimeSpan by)
    {
        var until = Elapsed + by;
        while (NextDue(until) is { } alarm)
        {
            Elapsed = alarm.Due > Elapsed ? alarm.Due : Elapsed;
            alarm.Fire();
        }

        Elapsed = until;
    }

    public override DateTimeOffset GetUtcNow() => Epoch + Elapsed;

    public override long GetTimestamp() => Elapsed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        _alarms.Add(alarm);
        return alarm;
    }

    private Alarm? NextDue(TimeSpan until)
    {
        Alarm? first = null;
        foreach (var alarm in _alarms)
        {
            if (alarm.Due <= until && (first is null || alarm.Due < first.Due))
                first = alarm;
        }

        return first;
    }

    private sealed class Alarm(ExchangeClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public TimeSpan Due { get; private set; } = TimeSpan.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Due = dueTime == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : clock.Elapsed + dueTime;
            _period = period;
            return true;
        }

        public void Fire()
        {
            Due = _period > TimeSpan.Zero ? Due + _period : TimeSpan.MaxValue;
            callback(state);
        }

        public void Dispose() => clock._alarms.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
