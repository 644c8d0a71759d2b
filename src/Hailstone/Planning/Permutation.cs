namespace Hailstone.Planning;

/// <summary>A seeded permutation that is computed place by place, without a list.</summary>
/// <remarks>
/// A balanced Feistel network over the next power of four, walked until it falls inside the range (cycle walking:
/// Black and Rogaway, "Ciphers with arbitrary finite domains", 2002).
/// </remarks>
internal static class Permutation
{
    private const int Rounds = 6;

    /// <summary>The element at a place.</summary>
    /// <param name="place">The place, 0 to <paramref name="count"/> - 1.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="seed">The seed.</param>
    public static long At(long place, long count, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(place);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(place, count);
        var halfBits = 1;
        while (1L << (2 * halfBits) < count)
            halfBits++;
        var value = place;
        do
            value = Shuffle(value, halfBits, seed);
        while (value >= count);
        return value;
    }

    private static long Shuffle(long value, int halfBits, long seed)
    {
        var mask = (1L << halfBits) - 1;
        var left = value >> halfBits;
        var right = value & mask;
        for (var round = 0; round < Rounds; round++)
            (left, right) = (right, left ^ (Mix(right, seed, round) & mask));
        return left << halfBits | right;
    }

    private static long Mix(long value, long seed, int round)
    {
        // SplitMix64's finaliser (Steele, Lea and Flood, 2014) over the value, the seed and the round.
        var mixed = (ulong)value + (ulong)seed * 0x9E3779B97F4A7C15 + (ulong)(round + 1) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (long)(mixed ^ (mixed >> 31));
    }
}
