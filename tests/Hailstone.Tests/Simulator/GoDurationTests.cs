using Hailstone.Simulator.Quotas;
using Xunit;

namespace Hailstone.Tests.Simulator;

public sealed class GoDurationTests
{
    [Theory]
    [InlineData(0, "0s")]
    [InlineData(2, "2ms")]
    [InlineData(999.1, "1s")]
    [InlineData(8640, "8.64s")]
    [InlineData(41_724, "41.724s")]
    [InlineData(60_000, "1m0s")]
    [InlineData(360_000, "6m0s")]
    [InlineData(432_000, "7m12s")]
    [InlineData(179_560, "2m59.56s")]
    [InlineData(3_600_000, "1h0m0s")]
    [InlineData(37_025_720, "10h17m5.72s")]
    public void Durations_read_as_in_providers_headers(double milliseconds, string text) =>
        Assert.Equal(text, GoDuration.Format(TimeSpan.FromMilliseconds(milliseconds)));
}
