using Hailstone.Catalogue;
using Hailstone.Pacing;
using Hailstone.Suites;
using Xunit;

namespace Hailstone.Tests.Pacing;

/// <summary>One pool's books: what is taken, given back, believed and waited for.</summary>
public sealed class PoolTests
{
    private static readonly Charge Thousand = new(500, 500, 1000);
    private readonly Random _random = new(1);

    [Theory]
    [InlineData(ChargeRule.Total, 600)]
    [InlineData(ChargeRule.InputAndProducedOutput, 600)]
    [InlineData(ChargeRule.InputAndCap, 0)]
    [InlineData(ChargeRule.LargerOfCapAndEstimate, 0)]
    public void What_a_provider_settles_is_given_back_and_only_that(ChargeRule rule, double afterwards)
    {
        var pool = Pool(rule, tokensPerMinute: 1000);
        var permit = pool.Admit(Thousand, Seconds(0));
        Assert.Equal(60, pool.WaitBefore(Thousand, Seconds(0))!.Value.TotalSeconds, 3);

        pool.Succeeded(permit, new Usage { Input = 200, CacheRead = 0, Output = 200 }, Seconds(1), Seconds(10));

        // Ten seconds later a sixth has come in.
        var wait = pool.WaitBefore(Thousand, Seconds(10))!.Value.TotalSeconds;
        Assert.Equal(Math.Max(0, 50 - afterwards * 0.06), wait, 3);
    }

    [Fact]
    public void What_is_not_counted_stays_taken()
    {
        var pool = Pool(ChargeRule.Total, tokensPerMinute: 1000);
        pool.Succeeded(pool.Admit(Thousand, Seconds(0)), null, Seconds(1), Seconds(0));

        Assert.Equal(60, pool.WaitBefore(Thousand, Seconds(0))!.Value.TotalSeconds, 3);
    }

    [Fact]
    public void More_than_a_bucket_holds_waits_for_a_full_one_and_leaves_a_debt()
    {
        var pool = Pool(ChargeRule.Total, tokensPerMinute: 500);
        Assert.Equal(TimeSpan.Zero, pool.WaitBefore(Thousand, Seconds(0)));

        pool.Admit(Thousand, Seconds(0));

        Assert.Equal(60, pool.WaitBefore(new Charge(0, 0, 0), Seconds(0))!.Value.TotalSeconds, 3);
        Assert.Equal(120, pool.WaitBefore(Thousand, Seconds(0))!.Value.TotalSeconds, 3);
    }

    [Theory]
    [InlineData(FailureClass.MayHaveRun)]
    [InlineData(FailureClass.Model)]
    [InlineData(FailureClass.Key)]
    [InlineData(FailureClass.Trial)]
    public void What_is_no_refusal_stops_nobody_else(FailureClass kind)
    {
        var pool = Pool(ChargeRule.Unknown, requestsPerMinute: 60);
        var failure = new Classified { Class = kind, Name = "x", RetryAfter = Seconds(9) };

        Assert.Equal(default, pool.Failed(pool.Admit(default, Seconds(0)), failure, null, Seconds(0), _random));
        Assert.Equal(TimeSpan.Zero, pool.WaitBefore(default, Seconds(1)));
    }

    private static Pool Pool(ChargeRule rule, long? requestsPerMinute = null, long? tokensPerMinute = null) =>
        new(
            "pool",
            rule,
            new QuotaSettings { RequestsPerMinute = requestsPerMinute, TokensPerMinute = tokensPerMinute },
            null);

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
