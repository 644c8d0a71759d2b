namespace Hailstone.Tests.Simulation;

/// <summary>Chance that hangs on what it is asked for: SplitMix64 over seed, trial and call.</summary>
internal struct LightChance(int seed, int trial, int nth)
{
    private ulong _state = unchecked(
        (ulong)seed * 0x9E3779B97F4A7C15
        ^ (ulong)trial * 0xBF58476D1CE4E5B9
        ^ (ulong)nth * 0x94D049BB133111EB);

    /// <summary>The next number, from 0 to 1.</summary>
    public double Next()
    {
        _state = unchecked(_state + 0x9E3779B97F4A7C15);
        var mixed = _state;
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB);
        return ((mixed ^ (mixed >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>The next of a standard normal (Box and Muller, 1958).</summary>
    public double NextNormal() =>
        Math.Sqrt(-2 * Math.Log(1 - Next())) * Math.Cos(2 * Math.PI * Next());
}
