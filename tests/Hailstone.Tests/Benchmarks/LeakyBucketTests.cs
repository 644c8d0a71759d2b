using CsCheck;
using Hailstone.Benchmarks.Quota;
using Xunit;

namespace Hailstone.Tests.Benchmarks;

/// <summary>The server's quotas, held to messages that were captured from providers.</summary>
public sealed class LeakyBucketTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void It_refuses_as_OpenAI_did_in_December_2023()
    {
        var bucket = new LeakyBucket("tokens", 10_000, Minute, Minute);
        bucket.Take(8782, TimeSpan.Zero);

        Assert.EndsWith(
            "on tokens per min (TPM): Limit 10000, Used 8782, Requested 8172. Please try again in 41.724s.",
            Refusals.Message("gpt-4", bucket, 8172, TimeSpan.Zero),
            StringComparison.Ordinal);
    }

    /// <summary>
    /// Groq said 5.289 s, where its whole numbers give 5.292 s: three thousandths had passed, and the begun token was
    /// counted as used.
    /// </summary>
    [Theory]
    [InlineData(0, "5.292s")]
    [InlineData(3, "5.289s")]
    public void It_refuses_as_Groq_did(int milliseconds, string wait)
    {
        var bucket = new LeakyBucket("tokens", 15_000, Minute, Minute);
        bucket.Take(11_972, TimeSpan.Zero);

        Assert.EndsWith(
            $"Limit 15000, Used 11972, Requested 4351. Please try again in {wait}.",
            Refusals.Message("llama", bucket, 4351, TimeSpan.FromMilliseconds(milliseconds)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10_000, 9481, "3.114s", 60)]
    [InlineData(5000, 4999, "12ms", 60)]
    [InlineData(160_000, 159_976, "9ms", 60)]
    [InlineData(30_000, 29_999, "2ms", 60)]
    [InlineData(10_000, 9999, "8.64s", 86_400)]
    public void Its_headers_are_those_that_a_gateway_recorded(
        long limit, long remaining, string reset, int windowSeconds)
    {
        var window = TimeSpan.FromSeconds(windowSeconds);
        var bucket = new LeakyBucket("requests", limit, window, window);
        bucket.Take(limit - remaining, TimeSpan.Zero);
        var reading = bucket.ReadingAt(TimeSpan.Zero);

        Assert.Equal((limit, remaining, reset), (reading.Limit, reading.Remaining, GoDuration.Of(reading.Reset)));
    }

    [Fact]
    public void A_burst_of_one_second_holds_a_sixtieth_and_headers_still_name_the_minute()
    {
        var bucket = new LeakyBucket("requests", 600, Minute, TimeSpan.FromSeconds(1));
        bucket.Take(10, TimeSpan.Zero);

        Assert.Equal(10, bucket.Capacity);
        Assert.Equal(TimeSpan.FromMilliseconds(100), bucket.WaitFor(1, TimeSpan.Zero));
        Assert.Equal(new BucketReading(600, 0, TimeSpan.FromSeconds(1)), bucket.ReadingAt(TimeSpan.Zero));
    }

    [Fact]
    public void What_is_more_than_it_holds_never_fits()
    {
        var bucket = new LeakyBucket("tokens", 10_000, Minute, Minute);

        Assert.Equal(TimeSpan.Zero, bucket.WaitFor(10_000, TimeSpan.Zero));
        Assert.Null(bucket.WaitFor(10_001, TimeSpan.Zero));
        Assert.EndsWith(
            "Limit 10000, Requested 10001.", Refusals.Message("m", bucket, 10_001, TimeSpan.Zero), Ordinal);
    }

    [Fact]
    public void A_wait_is_enough_and_a_tick_less_is_not() =>
        Gen.Select(Gen.Long[1, 1_000_000], Gen.Long[1, 1_000_000], Gen.Long[0, 600_000_000]).Sample(
            (limit, charge, passed) =>
            {
                var now = TimeSpan.FromTicks(passed);
                var bucket = new LeakyBucket("tokens", limit, Minute, Minute);
                bucket.Take(limit, TimeSpan.Zero);
                var wait = bucket.WaitFor(Math.Min(charge, limit), now)!.Value;
                return bucket.WaitFor(Math.Min(charge, limit), now + wait) == TimeSpan.Zero
                    && (wait == TimeSpan.Zero
                        || bucket.WaitFor(Math.Min(charge, limit), now + wait - TimeSpan.FromTicks(1)) > TimeSpan.Zero);
            });

    [Fact]
    public void No_stretch_of_time_admits_more_than_a_full_bucket_and_what_refills() =>
        Gen.Select(Gen.Int[1, 60], Gen.Select(Gen.Long[1, 40], Gen.Int[0, 3000]).Array[1, 60]).Sample(
            (burstSeconds, asks) =>
            {
                var bucket = new LeakyBucket("tokens", 600, Minute, TimeSpan.FromSeconds(burstSeconds));
                var taken = new List<(TimeSpan At, long Charge)>();
                var now = TimeSpan.Zero;
                foreach (var (charge, gapMilliseconds) in asks)
                {
                    now += TimeSpan.FromMilliseconds(gapMilliseconds);
                    if (bucket.WaitFor(charge, now) != TimeSpan.Zero)
                        continue;
                    bucket.Take(charge, now);
                    taken.Add((now, charge));
                }

                return taken.Index().All(first => taken.Index().Skip(first.Index).All(last =>
                    taken[first.Index..(last.Index + 1)].Sum(one => one.Charge)
                        <= 10m * burstSeconds + (last.Item.At - first.Item.At).Ticks / 1_000_000m));
            });

    private static StringComparison Ordinal => StringComparison.Ordinal;
}
