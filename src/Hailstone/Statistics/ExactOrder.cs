namespace Hailstone.Statistics;

/// <summary>Sums whose bits do not depend on the order in which values arrive.</summary>
internal static class ExactOrder
{
    /// <summary>The sum, in rising order and with Neumaier's compensation (1974).</summary>
    public static double Sum(IEnumerable<double> values)
    {
        double sum = 0, lost = 0;
        foreach (var value in values.Order())
        {
            var next = sum + value;
            lost += Math.Abs(sum) >= Math.Abs(value) ? sum - next + value : value - next + sum;
            sum = next;
        }

        return sum + lost;
    }
}
