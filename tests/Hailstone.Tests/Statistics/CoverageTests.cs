using Hailstone.Statistics;
using Xunit;

namespace Hailstone.Tests.Statistics;

/// <summary>How often intervals hold the truth, in 2,000 samples drawn with a fixed seed.</summary>
public sealed class CoverageTests
{
    private const int Samples = 2000;

    /// <summary>With z in place of Student's t, ten clusters of five are held 92 times of a hundred.</summary>
    [Theory]
    [InlineData(4, 3, 0.8, 0.3)]
    [InlineData(5, 5, 0.5, 0.5)]
    [InlineData(10, 5, 0.8, 0.3)]
    [InlineData(50, 4, 0.9, 0.2)]
    public void Clustered_answers_are_covered(int clusters, int size, double p, double alike)
    {
        var random = new Random(20261122);

        var held = Enumerable.Range(0, Samples)
            .Select(_ => Estimates.OfScores(Draw(random, clusters, size, p, alike)))
            .Count(estimate => estimate.Low <= p && p <= estimate.High);

        Assert.InRange((double)held / Samples, 0.935, 1);
    }

    // Each cluster has one common answer; each of its questions takes it, or one of its own, so that any two of them
    // correlate as much as `alike`.
    private static List<Observation> Draw(Random random, int clusters, int size, double p, double alike) =>
        EstimatesTests.Clustered([.. Enumerable.Range(0, clusters).Select(_ =>
        {
            var common = random.NextDouble() < p ? 1.0 : 0;
            return Enumerable.Range(0, size)
                .Select(_ => random.NextDouble() < Math.Sqrt(alike) ? common : random.NextDouble() < p ? 1.0 : 0)
                .ToArray();
        })]);
}
