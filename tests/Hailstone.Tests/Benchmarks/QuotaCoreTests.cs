using System.Text;
using Hailstone.Benchmarks.Quota;
using Xunit;

namespace Hailstone.Tests.Benchmarks;

public sealed class QuotaCoreTests
{
    private static readonly TimeSpan Start = TimeSpan.FromHours(5);

    [Theory]
    [InlineData(8172, 100, 8172)]
    [InlineData(10, 100, 25)]
    [InlineData(0, 101, 26)]
    public void The_charge_is_the_larger_of_the_cap_and_a_quarter_of_the_characters(
        long cap, long characters, long charge) =>
        Assert.Equal(charge, new QuotaRequest("m", "q", characters, cap, Stream: false).Tokens);

    [Theory]
    [InlineData("""{"model":"m","messages":[{"role":"system","content":"abc"},{"role":"user","content":"de"}],"max_completion_tokens":7,"stream":true}""", 5, 7, true)]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"de"}],"max_tokens":8}""", 2, 8, false)]
    public void A_request_is_read_as_the_dialect_writes_it(string body, long characters, long cap, bool stream) =>
        Assert.Equal(
            new QuotaRequest("m", "de", characters, cap, stream), QuotaRequest.Read(Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"model":"m","messages":[]}""")]
    [InlineData("""{"model":"m","messages":[{"content":"q"}],"max_tokens":1.5}""")]
    public void What_is_no_request_is_answered_with_400_and_takes_nothing(string body)
    {
        var core = new QuotaCore(new QuotaOptions());

        Assert.Equal(400, core.Decide(QuotaRequest.Read(Encoding.UTF8.GetBytes(body)), Start).Status);
        Assert.Empty(core.Calls);
    }

    [Fact]
    public void A_refusal_of_one_bucket_takes_from_none()
    {
        var core = new QuotaCore(new QuotaOptions { RequestsPerMinute = 600, TokensPerMinute = 10_000 });
        core.Decide(Ask("a", 8782), Start);
        var refused = core.Decide(Ask("b", 8172), Start);

        Assert.Equal(429, refused.Status);
        Assert.Contains("Used 8782, Requested 8172. Please try again in 41.724s.", refused.Parts[0], Ordinal);
        Assert.Equal("42", refused.Headers["retry-after"]);
        Assert.Equal("599", refused.Headers["x-ratelimit-remaining-requests"]);
        Assert.Equal("1218", refused.Headers["x-ratelimit-remaining-tokens"]);
        Assert.Equal([Fate.Answered, Fate.Refused], core.Calls.Select(call => call.Fate));
    }

    [Fact]
    public void A_server_that_tells_nothing_says_no_number_at_all()
    {
        var core = new QuotaCore(new QuotaOptions { RequestsPerMinute = 60, Burst = Second, TellsLimits = false });
        var admitted = core.Decide(Ask("a", 1), Start);
        var refused = core.Decide(Ask("b", 1), Start);

        Assert.Equal((200, 429), (admitted.Status, refused.Status));
        Assert.Empty(admitted.Headers);
        Assert.Empty(refused.Headers);
        Assert.DoesNotContain(refused.Parts[0], char.IsDigit);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_outage_counts_from_the_first_request_and_reaches_no_quota(bool resets)
    {
        var outage = new Outage(3 * Second, 33 * Second, resets);
        var options = new QuotaOptions { RequestsPerMinute = 60, Burst = Second, Outage = outage };
        var core = new QuotaCore(options);
        int?[] statuses =
        [
            .. ((double[])[0, 2.999, 3, 32.999, 33, 33]).Select(
                (seconds, index) => core.Decide(Ask($"{index}", 1), Start + seconds * Second).Status),
        ];
        var counts = QuotaCounts.Of(options, core.Calls);

        Assert.Equal([200, 200, resets ? null : 503, resets ? null : 503, 200, 429], statuses);
        Assert.Equal((6, 1, 2), (counts.Sends, counts.Refused, counts.InOutage));
        Assert.Equal(core.Calls[4].Latency, counts.BackAfter);
        Assert.Equal(33 * Second, counts.LastRequest);
    }

    [Fact]
    public void Latencies_are_log_normal_and_the_seeds_own()
    {
        var options = new QuotaOptions { Seed = 7 };
        double[] logs =
        [
            .. Enumerable.Range(0, 20_000)
                .Select(index => Math.Log(Chance.Latency(options, $"{index}", 1).TotalSeconds))
                .Order(),
        ];
        var mean = logs.Average();

        // Four standard errors: 4 x 0.5 / sqrt(20 000) for the mean, a fourth more for the median.
        Assert.Equal(Math.Log(0.5), logs[logs.Length / 2], tolerance: 0.018);
        Assert.Equal(0.5, Math.Sqrt(logs.Average(log => (log - mean) * (log - mean))), tolerance: 0.01);
        Assert.Equal(Chance.Latency(options, "1", 1), Chance.Latency(options, "1", 1));
        Assert.NotEqual(Chance.Latency(options, "1", 1), Chance.Latency(options, "1", 2));
        Assert.NotEqual(Chance.Latency(options, "1", 1), Chance.Latency(options with { Seed = 8 }, "1", 1));
    }

    [Fact]
    public void Failures_are_as_many_as_asked_for_and_of_all_kinds_alike()
    {
        const int draws = 20_000;
        var options = new QuotaOptions { Seed = 7, FailureShare = 0.15 };
        var kinds = Enumerable.Range(0, draws)
            .Select(index => Chance.TroubleOf(options, $"{index}", 1))
            .OfType<Trouble>()
            .GroupBy(kind => kind)
            .Select(kind => kind.Count())
            .ToList();

        // Four standard errors each: sqrt(p (1 - p) / n).
        Assert.Equal(0.15, kinds.Sum() / (double)draws, tolerance: 0.0101);
        Assert.Equal(Enum.GetValues<Trouble>().Length, kinds.Count);
        Assert.All(kinds, kind => Assert.Equal(0.15 / 7, kind / (double)draws, tolerance: 0.0041));
    }

    private static TimeSpan Second => TimeSpan.FromSeconds(1);

    private static StringComparison Ordinal => StringComparison.Ordinal;

    private static QuotaRequest Ask(string question, long cap) => new("m", question, 4, cap, Stream: false);
}
