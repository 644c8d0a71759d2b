namespace Hailstone.Tests.Simulation;

/// <summary>A leaky bucket as a server keeps it: no code of the engine's is in it.</summary>
internal sealed class LightBucket(double capacity, double perSecond)
{
    private double _used;
    private double _at;

    public double Capacity { get; private set; } = capacity;

    public double PerSecond { get; private set; } = perSecond;

    public double Left => Capacity - _used;

    /// <summary>Lets time pass.</summary>
    public void MoveTo(double second)
    {
        _used = Math.Max(0, _used - (second - _at) * PerSecond);
        _at = second;
    }

    public bool Holds(double charge) => _used + charge <= Capacity + 1e-9;

    public void Take(double charge) => _used += charge;

    public void Change(double factor)
    {
        Capacity = Math.Max(1, Capacity * factor);
        PerSecond *= factor;
    }

    public double SecondsUntil(double charge) => Math.Max(0, (_used + charge - Capacity) / PerSecond);
}
