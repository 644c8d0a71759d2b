using Hailstone.Pacing;
using Xunit;

namespace Hailstone.Tests.Pacing;

public sealed class LimitTextTests
{
    /// <summary>
    /// Texts as two vendors sent them. The wait that they name is the time in which a bucket of the limit, refilled
    /// evenly within a minute, gains what the request lacked: (used + requested - limit) / (limit / 60).
    /// </summary>
    [Theory]
    [InlineData(
        "Rate limit reached for gpt-4 on tokens per min (TPM): Limit 10000, Used 8782, Requested 8172. "
        + "Please try again in 41.724s.", 0.0005)]
    [InlineData(
        "Rate limit reached for model `x` on tokens per minute (TPM): Limit 15000, Used 11972, Requested 4351. "
        + "Please try again in 5.289s.", 0.005)]
    public void The_servers_count_explains_the_wait_that_it_names(string message, double tolerance)
    {
        var text = LimitText.Read(message);
        var wait = RetryAfter.Read(null, message, null, Captured.Now)!.Value.TotalSeconds;

        Assert.Equal("tokens", text.Bucket);
        Assert.InRange(
            (double)(text.Used!.Value + text.Requested!.Value - text.Limit!.Value) / (text.Limit.Value / 60.0),
            wait - tolerance, wait + tolerance);
    }

    [Theory]
    [InlineData("rate limit of 30,000 input tokens per minute", 30_000, null, null, "input_tokens")]
    [InlineData("your organization's rate limit of 8,000 output tokens per minute", 8_000, null, null, "output_tokens")]
    [InlineData("on tokens per min. Limit: 90000 / min. Current: 89000 / min.", 90_000, 89_000, null, "tokens")]
    [InlineData("on requests per day (RPD): Limit 200, Used 200, Requested 1", 200, 200, 1, "requests")]
    [InlineData("Number of request tokens has exceeded your per-minute rate limit", null, null, null, "tokens")]
    [InlineData("metric: x/generate_content_free_tier_requests, limit: 0, model: m", 0, null, null, "requests")]
    [InlineData("metric: x/free_tier_input_token_count, limit: 250000", 250_000, null, null, "input_tokens")]
    [InlineData("Limit 99999999999999999999", null, null, null, null)]
    [InlineData("slow down", null, null, null, null)]
    public void Vendors_word_it_in_their_own_way(
        string message, int? limit, int? used, int? requested, string? bucket) =>
        Assert.Equal(new LimitText(limit, used, requested, bucket), LimitText.Read(message));
}
