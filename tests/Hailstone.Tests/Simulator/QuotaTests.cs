using System.Globalization;
using CsCheck;
using Hailstone.Simulator;
using Xunit;

namespace Hailstone.Tests.Simulator;

public sealed class QuotaTests
{
    private static SimulatorCore Core(QuotaOptions quota) => new(Asking.Instant with { Quota = quota });

    private static SimulatedReply Charge(SimulatorCore core, long tokens, TimeSpan now = default) =>
        core.Decide(Asking.Chat(model: "gpt-4", more: $"\"max_completion_tokens\": {tokens}"), now);

    [Fact]
    public void A_refusal_says_what_openai_said_of_the_same_numbers_on_13_December_2023()
    {
        var core = Core(new QuotaOptions { TokensPerMinute = 10_000 });
        Charge(core, 8782);

        var reply = Charge(core, 8172);

        Assert.Equal(429, reply.Head!.Status);
        Assert.StartsWith(
            "Rate limit reached for gpt-4 in organization org-simulator on tokens per min (TPM): "
            + "Limit 10000, Used 8782, Requested 8172. Please try again in 41.724s. ",
            reply.Error().GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("tokens", reply.Error().GetProperty("type").GetString());
        Assert.Equal("rate_limit_exceeded", reply.Error().GetProperty("code").GetString());
        Assert.Equal("42", reply.Header("retry-after"));
        Assert.Equal("41724", reply.Header("retry-after-ms"));
    }

    [Theory]
    [InlineData(10_000, 519, "9481", "3.114s")]
    [InlineData(160_000, 24, "159976", "9ms")]
    [InlineData(10_000, 10_000, "0", "1m0s")]
    public void Token_headers_are_what_openai_sent(long limit, long charge, string remaining, string reset)
    {
        var reply = Charge(Core(new QuotaOptions { TokensPerMinute = limit }), charge);

        Assert.Equal(limit.ToString(CultureInfo.InvariantCulture), reply.Header("x-ratelimit-limit-tokens"));
        Assert.Equal(remaining, reply.Header("x-ratelimit-remaining-tokens"));
        Assert.Equal(reset, reply.Header("x-ratelimit-reset-tokens"));
    }

    [Theory]
    [InlineData(30_000, "29999", "2ms")]
    [InlineData(5_000, "4999", "12ms")]
    public void Request_headers_are_what_openai_sent(long limit, string remaining, string reset)
    {
        var reply = Charge(Core(new QuotaOptions { RequestsPerMinute = limit }), 1);

        Assert.Equal(remaining, reply.Header("x-ratelimit-remaining-requests"));
        Assert.Equal(reset, reply.Header("x-ratelimit-reset-requests"));
    }

    [Fact]
    public void The_requests_header_of_an_account_with_a_daily_limit_is_the_days()
    {
        var reply = Charge(Core(new QuotaOptions { RequestsPerDay = 10_000 }), 1);

        Assert.Equal("9999", reply.Header("x-ratelimit-remaining-requests"));
        Assert.Equal("8.64s", reply.Header("x-ratelimit-reset-requests"));
    }

    [Fact]
    public void A_minutes_limit_with_a_bucket_of_a_second_says_the_minutes_limit_and_the_seconds_reset()
    {
        var core = Core(new QuotaOptions { RequestsPerMinute = 600, Burst = TimeSpan.FromSeconds(1) });
        Charge(core, 1);

        var reply = Charge(core, 1);

        Assert.Equal("600", reply.Header("x-ratelimit-limit-requests"));
        Assert.Equal("8", reply.Header("x-ratelimit-remaining-requests"));
        Assert.Equal("200ms", reply.Header("x-ratelimit-reset-requests"));
    }

    [Fact]
    public void A_client_that_waits_as_long_as_it_is_told_is_let_in_and_one_that_waits_less_is_not()
    {
        var core = Core(new QuotaOptions { TokensPerMinute = 10_000 });
        Charge(core, 8782);

        var early = Charge(core, 8172, TimeSpan.FromMilliseconds(41_723));
        var onTime = Charge(core, 8172, TimeSpan.FromMilliseconds(41_724));

        Assert.Equal(429, early.Head!.Status);
        Assert.Equal(200, onTime.Head!.Status);
    }

    [Fact]
    public void What_can_never_fit_is_too_large_and_names_no_time_to_wait()
    {
        var reply = Charge(Core(new QuotaOptions { TokensPerMinute = 10_000 }), 10_001);

        Assert.StartsWith(
            "Request too large for gpt-4 in organization org-simulator on tokens per min (TPM): "
            + "Limit 10000, Requested 10001. ",
            reply.Error().GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.False(reply.Head!.Headers.ContainsKey("retry-after"));
    }

    [Fact]
    public void The_charge_is_the_greater_of_the_cap_and_a_fourth_of_the_characters()
    {
        var core = Core(new QuotaOptions { TokensPerMinute = 1000 });

        var byCharacters = core.Decide(Asking.Chat(new string('a', 400), more: "\"max_tokens\": 40"), TimeSpan.Zero);
        var byCap = core.Decide(Asking.Chat(new string('a', 40), more: "\"max_tokens\": 400"), TimeSpan.Zero);

        Assert.Equal("900", byCharacters.Header("x-ratelimit-remaining-tokens"));
        Assert.Equal("500", byCap.Header("x-ratelimit-remaining-tokens"));
    }

    [Fact]
    public void A_request_that_is_refused_for_its_tokens_counts_as_a_request()
    {
        var core = Core(new QuotaOptions { RequestsPerMinute = 10, TokensPerMinute = 100 });

        Charge(core, 101);

        Assert.Equal("8", Charge(core, 1).Header("x-ratelimit-remaining-requests"));
    }

    [Fact]
    public void Keys_have_buckets_of_their_own_and_models_of_a_pool_share_one()
    {
        var quota = new QuotaOptions { RequestsPerMinute = 1 };
        var core = new SimulatorCore(Asking.Instant with
        {
            Quota = quota,
            Pools = [new PoolOptions { Models = ["a", "b"], Quota = quota }],
        });
        int Status(string model, string key) =>
            core.Decide(Asking.Chat(model: model, key: key), TimeSpan.Zero).Head!.Status;

        Assert.Equal([200, 429, 200, 200], [Status("a", "1"), Status("b", "1"), Status("b", "2"), Status("c", "1")]);
    }

    [Fact]
    public void Headers_and_retry_after_can_be_withheld()
    {
        var core = new SimulatorCore(Asking.Instant with
        {
            Quota = new QuotaOptions { RequestsPerMinute = 1 },
            QuotaHeaders = false,
            RetryAfter = false,
        });
        Charge(core, 1);

        var reply = Charge(core, 1);

        Assert.Equal(429, reply.Head!.Status);
        Assert.Equal("requests", reply.Error().GetProperty("type").GetString());
        var names = string.Join(' ', reply.Head.Headers.Keys);
        Assert.DoesNotContain("x-ratelimit", names, StringComparison.Ordinal);
        Assert.DoesNotContain("retry", names, StringComparison.Ordinal);
    }

    [Fact]
    public void A_short_wait_is_told_as_a_whole_second_and_in_milliseconds()
    {
        var core = Core(new QuotaOptions { RequestsPerMinute = 600, Burst = TimeSpan.FromMilliseconds(100) });
        Charge(core, 1);

        var reply = Charge(core, 1);

        Assert.Equal("1", reply.Header("retry-after"));
        Assert.Equal("100", reply.Header("retry-after-ms"));
    }

    [Fact]
    public void Between_any_two_instants_no_more_is_let_in_than_the_bucket_and_what_refilled()
    {
        var arrivals = Gen.Select(Gen.Int[0, 20_000], Gen.Long[1, 60]).Array[1, 40];
        var quota = Gen.Select(Gen.Long[60, 600], Gen.Int[1, 60]);
        Gen.Select(quota, arrivals).Sample((limits, steps) =>
        {
            var (limit, burstSeconds) = limits;
            var core = Core(new QuotaOptions { TokensPerMinute = limit, Burst = TimeSpan.FromSeconds(burstSeconds) });
            var admitted = new List<(TimeSpan At, long Charge)>();
            var now = TimeSpan.Zero;
            foreach (var (milliseconds, charge) in steps)
            {
                now += TimeSpan.FromMilliseconds(milliseconds);
                if (core.Decide(Asking.Chat("hi", more: $"\"max_tokens\": {charge}"), now).Head!.Status == 200)
                    admitted.Add((now, charge));
            }
            var capacity = Math.Max(1m, limit * burstSeconds / 60m);
            decimal Refilled(TimeSpan time) => limit * (decimal)time.TotalMilliseconds / 60_000m;
            return Enumerable.Range(0, admitted.Count).All(first =>
                Enumerable.Range(first, admitted.Count - first).All(last =>
                    admitted[first..(last + 1)].Sum(entry => entry.Charge)
                        <= capacity + Refilled(admitted[last].At - admitted[first].At)));
        });
    }

    [Fact]
    public void Whoever_waits_as_told_is_let_in_whatever_came_before()
    {
        var arrivals = Gen.Select(Gen.Int[0, 3000], Gen.Long[1, 60]).Array[1, 40];
        Gen.Select(Gen.Long[60, 600], arrivals).Sample((limit, steps) =>
        {
            var core = Core(new QuotaOptions { TokensPerMinute = limit });
            var now = TimeSpan.Zero;
            foreach (var (milliseconds, charge) in steps)
            {
                now += TimeSpan.FromMilliseconds(milliseconds);
                var request = Asking.Chat("hi", more: $"\"max_tokens\": {charge}");
                if (core.Decide(request, now).Head!.Headers.GetValueOrDefault("retry-after-ms") is not { } wait)
                    continue;
                now += TimeSpan.FromMilliseconds(long.Parse(wait, CultureInfo.InvariantCulture));
                if (core.Decide(request, now).Head!.Status != 200)
                    return false;
            }
            return true;
        });
    }
}
