namespace Hailstone.Statistics;

/// <summary>The standard error of a mean whose values come in clusters.</summary>
public static class ClusteredError
{
    /// <summary>
    /// The cluster-robust standard error of the mean with the small-sample factor C/(C-1), known as CR1. With clusters
    /// of one value it is the usual standard error. Its t has C - 1 degrees of freedom.
    /// </summary>
    /// <param name="clusters">The values, cluster by cluster; the order of either changes no bit of the result.</param>
    /// <returns>Null under two clusters.</returns>
    /// <exception cref="ArgumentException">A cluster is empty.</exception>
    public static double? Cr1(IReadOnlyCollection<IReadOnlyCollection<double>> clusters)
    {
        if (clusters.Any(cluster => cluster.Count == 0))
            throw new ArgumentException("A cluster is empty.", nameof(clusters));
        if (clusters.Count < 2)
            return null;
        var n = clusters.Sum(cluster => cluster.Count);
        var mean = ExactOrder.Sum(clusters.SelectMany(cluster => cluster)) / n;
        var squares = ExactOrder.Sum(clusters.Select(cluster => Square(ExactOrder.Sum(cluster.Select(x => x - mean)))));
        return Math.Sqrt(squares * clusters.Count / (clusters.Count - 1)) / n;
    }

    private static double Square(double value) => value * value;
}
