using CsCheck;
using Hailstone.Statistics;
using Xunit;

namespace Hailstone.Tests.Statistics;

public sealed class ClusteredErrorTests
{
    private static readonly double[][] Four = [[1, 1, 1], [0, 1], [0, 0, 1, 0], [1, 1, 0]];

    /// <summary>R's sandwich with HC1, and statsmodels.</summary>
    [Fact]
    public void The_error_is_the_published_one()
    {
        var cr1 = ClusteredError.Cr1(Four)!.Value;
        var clt = Moments.Of(Four.SelectMany(cluster => cluster)).StandardError!.Value;

        Assert.Equal(0.1782257088, cr1, 1e-10);
        Assert.Equal(0.1486470975, clt, 1e-10);
        Assert.Equal(1.437566138, cr1 * cr1 / (clt * clt), 1e-9);
        var (low, high) = Interval.Student(7.0 / 12, cr1, 3);
        Assert.Equal(0.01613958472, low, 1e-8);
        Assert.Equal(1.150527082, high, 1e-8);
    }

    [Fact]
    public void Clusters_of_one_have_the_usual_error() =>
        Gen.Double[0, 1].Array[2, 200].Sample(values =>
        {
            var usual = Moments.Of(values).StandardError!.Value;
            return Math.Abs(ClusteredError.Cr1([.. values.Select(value => new[] { value })])!.Value - usual) <= 1e-14;
        });

    [Fact]
    public void One_cluster_has_no_error() => Assert.Null(ClusteredError.Cr1([[0, 1, 1]]));

    [Fact]
    public void An_empty_cluster_is_misuse() =>
        Assert.Throws<ArgumentException>(() => ClusteredError.Cr1([[0, 1], []]));
}
