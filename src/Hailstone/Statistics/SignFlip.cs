namespace Hailstone.Statistics;

/// <summary>
/// The permutation test of differences (Fisher, 1935): where two are equally good, each difference might as well have
/// had the other sign. It assumes nothing of how they are distributed.
/// </summary>
public static class SignFlip
{
    /// <summary>Up to so many differences all signs are tried; above, as many as <see cref="Draws"/>.</summary>
    public const int MostExact = 20;

    /// <summary>How many choices of signs are drawn where there are too many to try all.</summary>
    public const int Draws = 100_000;

    /// <summary>What the draws begin from, unless another is given.</summary>
    public const int Seed = 42;

    // Of the sum of all, since sums of the same values in another order differ in their last bits.
    private const double Tolerance = 1e-9;

    /// <summary>The two-sided p: of all choices of signs, the share whose sum is as far from 0.</summary>
    /// <param name="differences">The differences, finite; their order does not matter. Zeros say nothing.</param>
    /// <param name="seed">What draws begin from; default <see cref="Seed"/>.</param>
    /// <returns>Over 0, up to 1; 1 where all are 0.</returns>
    public static double P(IReadOnlyCollection<double> differences, int seed = Seed)
    {
        double[] sizes = [.. differences.Where(one => one != 0).Select(Math.Abs).Order()];
        var seen = Math.Abs(ExactOrder.Sum(differences)) - (Tolerance * sizes.Sum());
        return sizes.Length == 0 ? 1
            : sizes.Length <= MostExact ? Exact(sizes, seen)
            : Drawn(sizes, seen, new Random(seed));
    }

    // One sign after the other changes (Gray's code). The first stays: the other half is the mirror of this one.
    private static double Exact(double[] sizes, double seen)
    {
        var signs = Enumerable.Repeat(1, sizes.Length).ToArray();
        var sum = sizes.Sum();
        var (count, all) = (0L, 1L << (sizes.Length - 1));
        for (var step = 1L; ; step++)
        {
            if (Math.Abs(sum) >= seen)
                count++;
            if (step == all)
                return (double)count / all;
            var changed = 1 + System.Numerics.BitOperations.TrailingZeroCount(step);
            signs[changed] = -signs[changed];
            sum += 2 * signs[changed] * sizes[changed];
        }
    }

    private static double Drawn(double[] sizes, double seen, Random random)
    {
        var count = 0;
        for (var draw = 0; draw < Draws; draw++)
        {
            var (sum, signs) = (0.0, 0L);
            for (var place = 0; place < sizes.Length; place++, signs >>= 1)
            {
                if (place % 32 == 0)
                    signs = random.NextInt64(1L << 32);
                sum += (signs & 1) == 0 ? sizes[place] : -sizes[place];
            }

            if (Math.Abs(sum) >= seen)
                count++;
        }

        // What was seen is one of all choices, too.
        return (1.0 + count) / (1 + Draws);
    }
}
