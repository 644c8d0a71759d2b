namespace Hailstone.Running.Projecting;

/// <summary>How many questions of a pool have been out at a time, over the last minute.</summary>
internal sealed class MeanInFlight
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private readonly Queue<(TimeSpan At, double Seconds)> _steps = [];
    private TimeSpan _since;
    private TimeSpan _lastStep;
    private double _seconds;

    /// <summary>How many are out now.</summary>
    public int Now { get; private set; }

    /// <summary>The mean of the last minute, or of all the time there was; null before a second has passed.</summary>
    public double? Mean => _steps.TryPeek(out var first) && _since - first.At >= Step
        ? (_seconds - first.Seconds) / (_since - first.At).TotalSeconds
        : null;

    /// <summary>So many are out from now on.</summary>
    public void At(TimeSpan elapsed, int inFlight)
    {
        _seconds += Now * (elapsed - _since).TotalSeconds;
        (_since, Now) = (elapsed, inFlight);
        if (_steps.Count > 0 && elapsed - _lastStep < Step)
            return;
        _steps.Enqueue((_lastStep = elapsed, _seconds));
        while (elapsed - _steps.Peek().At > Window && _steps.Count > 2)
            _steps.Dequeue();
    }
}
