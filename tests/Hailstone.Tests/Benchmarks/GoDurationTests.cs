using System.Globalization;
using Hailstone.Benchmarks.Quota;
using Xunit;

namespace Hailstone.Tests.Benchmarks;

public sealed class GoDurationTests
{
    [Theory]
    [InlineData("00:00:00", "0s")]
    [InlineData("00:00:00.002", "2ms")]
    [InlineData("00:00:00.0085001", "9ms")]
    [InlineData("00:00:01", "1s")]
    [InlineData("00:00:03.114", "3.114s")]
    [InlineData("00:00:08.640", "8.64s")]
    [InlineData("00:02:59.560", "2m59.56s")]
    [InlineData("00:06:00", "6m0s")]
    [InlineData("00:07:12", "7m12s")]
    [InlineData("10:17:05.720", "10h17m5.72s")]
    public void Durations_look_as_providers_send_them(string duration, string text) =>
        Assert.Equal(text, GoDuration.Of(TimeSpan.Parse(duration, CultureInfo.InvariantCulture)));
}
