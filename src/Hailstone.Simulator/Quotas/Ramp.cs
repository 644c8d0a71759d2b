namespace Hailstone.Simulator.Quotas;

/// <summary>A bound on how fast a client's use may grow, whatever its limits are.</summary>
/// <remarks>
/// A bucket of input tokens whose size grows by a step at a time while it is in use. A request that is larger than what
/// is allowed passes where the bucket is empty: it would else never pass.
/// </remarks>
internal sealed class Ramp(RampOptions options)
{
    private const long Unit = TimeSpan.TicksPerMinute;

    private long _allowed = options.TokensPerMinute;
    private Int128 _used;
    private TimeSpan _asOf;
    private TimeSpan? _nextStep;
    private TimeSpan _lastUse;

    /// <summary>Why a request comes too fast, or null.</summary>
    public RampRefusal? Refusal(long tokens, TimeSpan now)
    {
        Advance(now);
        var over = _used + (Int128)tokens * Unit - (Int128)_allowed * Unit;
        if (over <= 0 || _used == 0)
            return null;
        var ticks = Int128.Min(over, _used) / _allowed + 1;
        return new RampRefusal(_allowed, Grown(), new TimeSpan((long)ticks));
    }

    /// <summary>Counts a request at the instant that was looked at last.</summary>
    public void Take(long tokens)
    {
        _used += (Int128)tokens * Unit;
        _lastUse = _asOf;
    }

    private void Advance(TimeSpan now)
    {
        if (_nextStep is not { } step || now - _lastUse >= options.Every + options.Every)
        {
            _allowed = options.TokensPerMinute;
            step = now + options.Every;
        }
        for (; step <= now; step += options.Every)
        {
            Drain(step);
            _allowed = Grown();
        }
        _nextStep = step;
        Drain(now);
    }

    private long Grown()
    {
        var grown = _allowed * options.Growth + options.Step;
        return grown < long.MaxValue / 2 ? (long)grown : _allowed;
    }

    private void Drain(TimeSpan until)
    {
        if (until <= _asOf)
            return;
        _used = Int128.Max(0, _used - (Int128)_allowed * (until - _asOf).Ticks);
        _asOf = until;
    }
}
