using CsCheck;
using Hailstone.Planning;
using Xunit;

namespace Hailstone.Tests.Planning;

public sealed class PermutationTests
{
    [Fact]
    public void Every_element_comes_exactly_once() =>
        Gen.Select(Gen.Int[1, 3000], Gen.Long).Sample((count, seed) =>
            Enumerable.Range(0, count).Select(place => Permutation.At(place, count, seed)).Distinct().Count() == count);

    [Fact]
    public void Another_seed_gives_another_order()
    {
        var one = Enumerable.Range(0, 100).Select(place => Permutation.At(place, 100, 1));
        var other = Enumerable.Range(0, 100).Select(place => Permutation.At(place, 100, 2));

        Assert.NotEqual(one, other);
    }

    [Fact]
    public void First_places_are_spread_over_the_whole_range()
    {
        var mean = Enumerable.Range(0, 400)
            .SelectMany(seed => Enumerable.Range(0, 10).Select(place => Permutation.At(place, 1000, seed)))
            .Average();

        // The mean of 4,000 draws from 0..999 has a standard error of 4.6: six of them either way.
        Assert.InRange(mean, 499.5 - 28, 499.5 + 28);
    }
}
