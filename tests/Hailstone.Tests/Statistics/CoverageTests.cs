using Hailstone.Statistics;
using Xunit;

namespace Hailstone.Tests.Statistics;

/// <summary>How often intervals hold the truth, in 2,000 samples drawn with a fixed seed.</summary>
public sealed class CoverageTests
{
    private const int Samples = 2000;

    [Theory]
    [InlineData(4, 3, 0.8, 0.3)]
    [InlineData(5, 5, 0.5, 0.5)]
    [InlineData(10, 5, 0.8, 0.3)]
    [InlineData(50, 4, 0.9, 0.2)]
    public void Clustered_answers_are_covered(int clusters, int size, double p, double alike)
    {
        var random = new Random(20261122);
        var held = 0;
        var heldWithZ = 0;
        for (var i = 0; i < Samples; i++)
        {
            var estimate = Estimates.OfScores(Draw(random, clusters, size, p, alike));
            held += estimate.Low <= p && p <= estimate.High ? 1 : 0;
            if (estimate.Se is double se)
            {
                var n = Math.Min(estimate.Mean!.Value * (1 - estimate.Mean.Value) / (se * se), clusters * size);
                var (low, high) = Binomial.Wilson(estimate.Mean.Value * n, n);
                heldWithZ += low <= p && p <= high ? 1 : 0;
            }
        }

        Assert.Fail($"{(double)held / Samples} {(double)heldWithZ / Samples}");
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
