namespace Hailstone.Running.Projecting;

/// <summary>How fast trials of a pool end: over the last minute.</summary>
internal sealed class Pace
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private readonly Queue<(TimeSpan At, int Ended)> _steps = [];
    private (TimeSpan At, int Ended) _last;
    private (TimeSpan At, int Ended) _now;

    /// <summary>Ended trials a second; null before a second has passed, or where none ended.</summary>
    public double? PerSecond
    {
        get
        {
            if (!_steps.TryPeek(out var first) || _now.At - first.At < Step || _now.Ended <= first.Ended)
                return null;
            return (_now.Ended - first.Ended) / (_now.At - first.At).TotalSeconds;
        }
    }

    /// <summary>So many have ended by then.</summary>
    public void At(TimeSpan elapsed, int ended)
    {
        _now = (elapsed, ended);
        if (_steps.Count > 0 && elapsed - _last.At < Step)
            return;
        _steps.Enqueue(_last = _now);
        // One that is older stays, so that a pool which has been silent for long still has a pace.
        while (_steps.Count > 2 && elapsed - _steps.ElementAt(1).At > Window)
            _steps.Dequeue();
    }
}
