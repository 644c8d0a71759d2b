using Hailstone.Pacing;
using Xunit;

namespace Hailstone.Tests.Pacing;

public sealed class RetryAfterTests
{
    [Theory]
    [InlineData("20", 20.0)]
    [InlineData("0.5", 0.5)]
    [InlineData(" 7 ", 7.0)]
    [InlineData("0", 0.0)]
    [InlineData("-5", 0.0)]
    [InlineData("1m30s", 90.0)]
    [InlineData("99999999999", 31 * 86_400.0)]
    [InlineData("Sun, 22 Nov 2026 12:02:00 GMT", 120.0)]
    [InlineData("Sunday, 22-Nov-26 12:02:00 GMT", 120.0)]
    [InlineData("Sun Nov 22 12:02:00 2026", 120.0)]
    [InlineData("Sun, 22 Nov 2026 11:00:00 GMT", 0.0)]
    [InlineData("soon", null)]
    [InlineData("NaN", null)]
    [InlineData("", null)]
    public void The_header_may_be_seconds_a_duration_or_a_date(string value, double? seconds) =>
        Assert.Equal(seconds, Read("", "retry-after", value));

    [Fact]
    public void Milliseconds_beat_seconds() =>
        Assert.Equal(1.25, Read("try again in 9s", "retry-after", "2", "retry-after-ms", "1250"));

    [Fact]
    public void A_date_is_counted_from_the_servers_own_time()
    {
        // Our clock is an hour off; the server's two dates are 45 seconds apart.
        Assert.Equal(45, Read("",
            "date", "Sun, 22 Nov 2026 13:00:00 GMT", "retry-after", "Sun, 22 Nov 2026 13:00:45 GMT"));
    }

    [Theory]
    [InlineData("Please try again in 41.724s.", 41.724)]
    [InlineData("Please try again in 7m12s. Visit", 432.0)]
    [InlineData("Please try again in 12ms", 0.012)]
    [InlineData("Please retry in 10h17m5.72s.", 37_025.72)]
    [InlineData("Please retry after 26 seconds.", 26.0)]
    [InlineData("Try again in 2 minutes 5 seconds", 125.0)]
    [InlineData("try again in 1 day", 86_400.0)]
    [InlineData("try again in a moment", null)]
    [InlineData("try again in 5 requests", null)]
    [InlineData("retry 3 times", null)]
    public void Words_say_it_where_no_header_does(string message, double? seconds) =>
        Assert.Equal(seconds, Read(message));

    [Fact]
    public void Googles_delay_stands_in_the_body()
    {
        const string Body = """{"details":[{"retryDelay" : "39.5s"}]}""";

        Assert.Equal(39.5, RetryAfter.Read(null, "", Body, Captured.Now)?.TotalSeconds);
    }

    [Theory]
    [InlineData("2ms", 0.002)]
    [InlineData("8.64s", 8.64)]
    [InlineData("6m0s", 360.0)]
    [InlineData("2m59.56s", 179.56)]
    [InlineData("1h0m0.5s", 3600.5)]
    [InlineData("100µs", 0.0001)]
    [InlineData("5", null)]
    [InlineData("s", null)]
    [InlineData("5s left", null)]
    public void Go_durations_are_read_whole_or_not_at_all(string text, double? seconds) =>
        Assert.Equal(seconds, Durations.Read(text)?.TotalSeconds);

    private static double? Read(string message, params string[] headers) =>
        RetryAfter.Read(Captured.Head(429, headers), message, null, Captured.Now)?.TotalSeconds;
}
