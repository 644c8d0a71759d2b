using CsCheck;
using Hailstone.Simulator;
using Hailstone.Simulator.Quotas;
using Xunit;

namespace Hailstone.Tests.Simulator;

public sealed class BucketTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static Bucket Tokens(long limit, QuotaOptions? quota = null) =>
        new(new Gauge(QuotaKind.TokensPerMinute, limit, Minute, quota ?? new QuotaOptions()), Minute);

    private static WindowCounter Window(long limit, int seconds, QuotaOptions? quota = null) => new(
        new Gauge(QuotaKind.RequestsPerMinute, limit, Minute, quota ?? new QuotaOptions()),
        TimeSpan.FromSeconds(seconds), TimeSpan.Zero);

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    [Theory]
    [InlineData(10_000, 8782, 8172, "41.724s")] // OpenAI, 2023-12-13
    [InlineData(8000, 5536, 5599, "23.5125s")] // Groq, 2026-10-04
    [InlineData(100_000, 99_348, 1968, "789.6ms")] // Groq, 2025
    [InlineData(30_000, 29_007, 6920, "11.854s")] // Groq, 2026
    [InlineData(12_000, 10_655, 1947, "3.01s")] // Groq, 2025
    public void A_wait_is_what_vendors_said_of_the_same_numbers(long limit, long used, long requested, string wait)
    {
        var bucket = Tokens(limit);
        bucket.Take(used);

        var refusal = bucket.Refusal(requested, default);

        Assert.Equal((limit, used, requested), (refusal!.Limit, refusal.Used!.Value, refusal.Requested));
        Assert.Equal(wait, GoDuration.Exact(refusal.Wait!.Value));
    }

    [Theory]
    [InlineData(1000, 998, 86_400, "2m52.8s")] // Groq's requests of a day
    [InlineData(14_400, 14_399, 86_400, "6s")]
    [InlineData(15_000, 14_971, 60, "116ms")] // Groq's tokens of a minute
    [InlineData(10_000, 9481, 60, "3.114s")] // OpenAI, 2025-01-04
    public void A_reset_is_what_vendors_said_of_the_same_numbers(long limit, long remaining, int window, string reset)
    {
        var gauge = new Gauge(QuotaKind.TokensPerMinute, limit, Seconds(window), new QuotaOptions());
        var bucket = new Bucket(gauge, Seconds(window));
        bucket.Take(limit - remaining);

        var state = bucket.State(default);

        Assert.Equal(remaining, state.Remaining);
        Assert.Equal(reset, GoDuration.Exact(state.Reset));
    }

    [Fact]
    public void What_is_poured_counts_while_it_flows()
    {
        var bucket = Tokens(600);
        bucket.Pour(1200, Seconds(10), Seconds(70));

        Assert.Equal(600, bucket.State(Seconds(10)).Remaining);
        // 20 a second come and 10 drain.
        Assert.Equal(300, bucket.State(Seconds(40)).Remaining);
        Assert.Equal(0, bucket.State(Seconds(70)).Remaining);
        Assert.Equal(300, bucket.State(Seconds(100)).Remaining);
    }

    [Fact]
    public void However_a_charge_comes_and_whoever_looks_not_a_token_is_lost()
    {
        var charges = Gen.Select(Gen.Long[1, 5000], Gen.Long[0, 600_000_000], Gen.Long[0, 600_000_000]).Array[1, 12];
        var looks = Gen.Long[0, 1_200_000_000].Array[0, 10];
        Gen.Select(Gen.Long[1, 100_000], charges, looks).Sample((limit, pours, instants) =>
        {
            var bucket = Tokens(limit);
            // So much at first that it is never empty, and all that drains can be counted.
            var all = limit * 20;
            bucket.Take(all);
            foreach (var (amount, from, length) in pours)
            {
                bucket.Pour(amount, new TimeSpan(from), new TimeSpan(from + length));
                all += amount;
            }
            foreach (var instant in instants.Order())
                bucket.State(new TimeSpan(instant));
            var end = new TimeSpan(1_200_000_000);
            var drained = (Int128)all * Minute.Ticks;
            var left = (long)((drained + limit - 1) / limit) - end.Ticks;
            return bucket.State(end).Reset.Ticks == left;
        });
    }

    [Fact]
    public void What_is_given_back_never_makes_more_than_a_full_bucket() =>
        Gen.Select(Gen.Long[1, 1000], Gen.Long[0, 2000]).Sample((taken, back) =>
        {
            var bucket = Tokens(1000);
            bucket.Take(taken);
            bucket.Adjust(-back, Seconds(1));
            return bucket.State(Seconds(1)).Remaining <= 1000;
        });

    [Fact]
    public void A_limit_that_is_cut_leaves_what_is_used_and_refills_more_slowly()
    {
        var bucket = Tokens(600, new QuotaOptions { Changes = [new(Seconds(30), 0.5), new(Seconds(60), 1)] });
        bucket.Take(600);

        Assert.Equal(300, bucket.State(Seconds(30) - new TimeSpan(1)).Remaining + 1);
        // 300 are used of a limit that is now 300.
        Assert.Equal(0, bucket.State(Seconds(30)).Remaining);
        Assert.Equal(50, bucket.State(Seconds(40)).Remaining);
        Assert.Equal(300, bucket.State(Seconds(40)).Limit);
        // 150 are used when the limit comes back.
        Assert.Equal(450, bucket.State(Seconds(60)).Remaining);
    }

    [Fact]
    public void Between_any_two_instants_no_more_is_let_in_than_others_and_changes_leave()
    {
        var arrivals = Gen.Select(Gen.Int[0, 5000], Gen.Long[1, 60]).Array[1, 60];
        var shares = Gen.Select(Gen.Int[0, 900], Gen.Int[1, 4]);
        Gen.Select(Gen.Long[60, 600], shares, arrivals).Sample((limit, weather, steps) =>
        {
            var (foreign, quarters) = weather;
            var bucket = Tokens(limit, new QuotaOptions
            {
                ForeignShare = foreign / 1000.0,
                Changes = [new(Seconds(20), quarters / 4.0)],
            });
            var now = TimeSpan.Zero;
            var admitted = 0m;
            foreach (var (milliseconds, charge) in steps)
            {
                now += TimeSpan.FromMilliseconds(milliseconds);
                if (bucket.Refusal(charge, now) is null)
                {
                    bucket.Take(charge);
                    admitted += charge;
                }
                var before = Math.Min(20m, (decimal)now.TotalSeconds);
                var behind = Math.Max(0m, (decimal)now.TotalSeconds - 20m);
                var after = Math.Max(1, Math.Round(limit * quarters / 4.0));
                var refilled = (limit * before + (decimal)after * behind) / 60m * (1000 - foreign) / 1000m;
                if (admitted > limit + refilled)
                    return false;
            }
            return true;
        });
    }

    [Fact]
    public void Others_take_their_share_all_the_time()
    {
        var bucket = Tokens(600, new QuotaOptions { ForeignShare = 0.75 });
        bucket.Take(600);

        Assert.Equal(25, bucket.State(Seconds(10)).Remaining);
        // The provider foresees nobody: it says when it would be full if all were quiet.
        Assert.Equal(Seconds(57.5), bucket.State(Seconds(10)).Reset);
    }

    [Fact]
    public void A_window_has_its_share_of_the_minute_and_begins_again()
    {
        // Azure: a deployment of 120 a minute said 20.
        var window = Window(120, seconds: 10);
        Assert.Equal(new BucketState(QuotaKind.RequestsPerMinute, 20, 20, Seconds(10)), window.State(default));
        for (var request = 0; request < 20; request++)
            window.Take(1);

        Assert.Equal(Seconds(4), window.Refusal(1, Seconds(6))!.Wait);
        Assert.Equal(20, window.State(Seconds(10)).Remaining);
    }

    [Fact]
    public void Others_fill_a_window_as_it_passes()
    {
        var window = Window(120, seconds: 10, new QuotaOptions { ForeignShare = 0.5 });

        Assert.Equal(20, window.State(default).Remaining);
        Assert.Equal(15, window.State(Seconds(5)).Remaining);
        Assert.Equal(20, window.State(Seconds(10)).Remaining);
    }

    [Fact]
    public void A_day_that_ends_at_midnight_comes_back_at_once()
    {
        var pool = new Pool(
            new QuotaOptions { RequestsPerDay = 2, DayEndsAtMidnight = true }, Vendor.OpenAi, TimeSpan.FromHours(23));
        pool.TakeRequest(default);
        pool.TakeRequest(default);

        Assert.Equal(TimeSpan.FromMinutes(30), pool.TakeRequest(TimeSpan.FromMinutes(30))!.Wait);
        Assert.Null(pool.TakeRequest(TimeSpan.FromHours(1)));
    }
}
