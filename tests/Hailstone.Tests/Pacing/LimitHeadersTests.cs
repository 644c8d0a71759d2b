using Hailstone.Pacing;
using Xunit;

namespace Hailstone.Tests.Pacing;

public sealed class LimitHeadersTests
{
    /// <summary>
    /// Readings of real responses: the window that they imply, reset x limit / (limit - remaining), is a round one.
    /// </summary>
    [Theory]
    [InlineData(10_000, 9_481, "3.114s", 60)]
    [InlineData(5_000, 4_999, "12ms", 60)]
    [InlineData(160_000, 159_976, "9ms", 60)]
    [InlineData(30_000, 29_999, "2ms", 60)]
    [InlineData(10_000, 9_999, "8.64s", 86_400)]
    public void Openais_readings_are_a_bucket_that_refills_evenly(
        long limit, long remaining, string reset, double window)
    {
        var reading = Assert.Single(Read(
            "x-ratelimit-limit-tokens", $"{limit}", "x-ratelimit-remaining-tokens", $"{remaining}",
            "x-ratelimit-reset-tokens", reset));

        Assert.Equal(("tokens", limit, remaining), (reading.Bucket, reading.Limit!.Value, reading.Remaining!.Value));
        // The vendor rounds resets to a millisecond: half of one, seen through the same formula, is what may be off.
        var off = 0.0005 * limit / (limit - remaining);
        Assert.InRange(reading.Reset!.Value.TotalSeconds * limit / (limit - remaining), window - off, window + off);
    }

    [Fact]
    public void All_of_openais_buckets_are_read()
    {
        var readings = Read(
            "x-ratelimit-limit-requests", "500", "x-ratelimit-remaining-requests", "499",
            "x-ratelimit-reset-requests", "120ms",
            "x-ratelimit-limit-tokens", "30000", "x-ratelimit-remaining-tokens", "0",
            "x-ratelimit-reset-tokens", "1m0s",
            "x-ratelimit-limit-project-tokens", "900", "x-ratelimit-remaining-project-tokens", "800",
            "x-ratelimit-limit-tokens_usage_based", "7");

        Assert.Equal(
            [
                new BucketReading("requests", 500, 499, TimeSpan.FromSeconds(0.12)),
                new BucketReading("tokens", 30_000, 0, TimeSpan.FromMinutes(1)),
                new BucketReading("project_tokens", 900, 800, null),
            ],
            readings);
    }

    [Fact]
    public void Anthropics_resets_are_counted_from_the_servers_time_and_its_sum_is_not_a_bucket()
    {
        var readings = Read(
            "date", "Wed, 25 Feb 2026 10:00:00 GMT",
            "anthropic-ratelimit-requests-limit", "50", "anthropic-ratelimit-requests-remaining", "49",
            "anthropic-ratelimit-requests-reset", "2026-02-25T10:00:01Z",
            "anthropic-ratelimit-input-tokens-limit", "30000", "anthropic-ratelimit-input-tokens-remaining", "28000",
            "anthropic-ratelimit-input-tokens-reset", "2026-02-25T10:00:04Z",
            "anthropic-ratelimit-output-tokens-limit", "8000", "anthropic-ratelimit-output-tokens-remaining", "8000",
            "anthropic-ratelimit-output-tokens-reset", "2026-02-25T10:00:00Z",
            "anthropic-ratelimit-tokens-limit", "38000", "anthropic-ratelimit-tokens-remaining", "36000",
            "anthropic-ratelimit-tokens-reset", "2026-02-25T10:00:00Z");

        Assert.Equal(
            [
                new BucketReading("requests", 50, 49, TimeSpan.FromSeconds(1)),
                new BucketReading("input_tokens", 30_000, 28_000, TimeSpan.FromSeconds(4)),
                new BucketReading("output_tokens", 8_000, 8_000, TimeSpan.Zero),
            ],
            readings);
    }

    [Fact]
    public void Azure_counts_resets_in_seconds_and_its_sentinels_say_nothing()
    {
        Assert.Equal(
            [new BucketReading("requests", 20, 19, TimeSpan.FromSeconds(8))],
            Read(
                "x-ratelimit-limit-requests", "20", "x-ratelimit-remaining-requests", "19",
                "x-ratelimit-reset-requests", "8"));
        Assert.Empty(Read(
            "x-ratelimit-limit-requests", "-1", "x-ratelimit-remaining-requests", "-1",
            "x-ratelimit-limit-tokens", "0", "x-ratelimit-remaining-tokens", "0"));
    }

    [Fact]
    public void Groq_reads_like_openai() => Assert.Equal(
        [
            new BucketReading("requests", 14_400, 14_370, TimeSpan.FromSeconds(179.56)),
            new BucketReading("tokens", 18_000, 17_997, TimeSpan.FromSeconds(7.66)),
        ],
        Read(
            "x-ratelimit-limit-requests", "14400", "x-ratelimit-remaining-requests", "14370",
            "x-ratelimit-reset-requests", "2m59.56s", "x-ratelimit-limit-tokens", "18000",
            "x-ratelimit-remaining-tokens", "17997", "x-ratelimit-reset-tokens", "7.66s"));

    [Fact]
    public void Mistral_has_names_of_its_own_and_a_limit_of_zero_is_a_limit()
    {
        Assert.Equal(
            [new BucketReading("requests", 60, 59, null), new BucketReading("tokens", 500_000, 499_000, null)],
            Read(
                "x-ratelimit-limit-req-minute", "60", "x-ratelimit-remaining-req-minute", "59",
                "x-ratelimit-limit-tokens-minute", "500000", "x-ratelimit-remaining-tokens-minute", "499000"));
        Assert.Equal([new BucketReading("requests", 0, 0, null)],
            Read("x-ratelimit-limit-req-minute", "0", "x-ratelimit-remaining-req-minute", "0"));
    }

    [Theory]
    [InlineData("1795348860000")]
    [InlineData("1795348860")]
    public void A_reset_may_be_a_moment_since_1970(string reset)
    {
        // 1795348860 is 2026-11-22T12:01:00Z, a minute after the time of these tests.
        var reading = Assert.Single(
            Read("x-ratelimit-limit", "20", "x-ratelimit-remaining", "0", "x-ratelimit-reset", reset));

        Assert.Equal(new BucketReading("requests", 20, 0, TimeSpan.FromMinutes(1)), reading);
    }

    [Fact]
    public void A_gateway_passes_them_on_under_a_prefix() =>
        Assert.Equal([new BucketReading("requests", 500, 1, null)],
            Read("llm_provider-x-ratelimit-limit-requests", "500", "llm_provider-x-ratelimit-remaining-requests", "1"));

    [Theory]
    [InlineData("many")]
    [InlineData("")]
    [InlineData("99999999999999999999999")]
    public void What_is_no_number_says_nothing(string limit) => Assert.Empty(Read("x-ratelimit-limit-requests", limit));

    private static IReadOnlyList<BucketReading> Read(params string[] headers) =>
        LimitHeaders.Read(Captured.Head(200, headers), Captured.Now);
}
