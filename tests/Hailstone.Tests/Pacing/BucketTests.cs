using CsCheck;
using Hailstone.Pacing;
using Xunit;

namespace Hailstone.Tests.Pacing;

/// <summary>One bucket: what it believes of readings, and what shape it takes by them.</summary>
public sealed class BucketTests
{
    [Fact]
    public void A_reading_is_less_by_what_was_sent_after_its_request_and_an_older_one_says_nothing()
    {
        var bucket = Requests(60);
        var permits = Enumerable.Range(0, 10).Select(number => Take(bucket, number, 0)).ToList();

        // The fifth saw 10 left, and five more left after it.
        Read(bucket, permits[4], 60, 10, null, 0);
        Read(bucket, permits[3], 60, 0, null, 0);

        Assert.Equal(5, bucket.LevelAt(Seconds(0)), 3);
    }

    [Fact]
    public void A_reading_above_ours_is_believed_by_half_and_one_below_at_once()
    {
        var bucket = Requests(60);
        var permits = Enumerable.Range(0, 50).Select(number => Take(bucket, number, 0)).ToList();
        Read(bucket, permits[47], 60, 12, null, 0);
        Assert.Equal(10, bucket.LevelAt(Seconds(0)), 3);

        Read(bucket, permits[48], 60, 31, null, 0);
        Assert.Equal(20, bucket.LevelAt(Seconds(0)), 3);

        // What is told is rounded down to whole requests: the truth lies half of one above.
        Read(bucket, permits[49], 60, 4, null, 0);
        Assert.Equal(4.5, bucket.LevelAt(Seconds(0)), 3);
    }

    [Fact]
    public void What_came_in_since_the_request_left_is_added()
    {
        var bucket = Requests(60);
        var permits = Enumerable.Range(0, 20).Select(number => Take(bucket, number, 0)).ToList();

        Read(bucket, permits[^1], 60, 10, null, 5);

        Assert.Equal(15, bucket.LevelAt(Seconds(5)), 3);
    }

    [Fact]
    public void A_small_bucket_is_not_taken_for_a_short_window()
    {
        // 600 a minute with room for ten: the naive rule reads 600 in a tenth of a second.
        var bucket = Requests(600);
        Read(bucket, Take(bucket, 0, 0), 600, 9, TimeSpan.FromMilliseconds(100), 0);
        Read(bucket, Take(bucket, 1, 0), 600, 4, TimeSpan.FromMilliseconds(600), 0);
        Read(bucket, Take(bucket, 2, 0), 600, 0, TimeSpan.FromSeconds(1), 0);

        Assert.Equal(10, bucket.RatePerSecond, 3);
        Assert.Equal(10, bucket.Capacity, 3);
    }

    [Fact]
    public void A_header_of_requests_can_mean_the_day()
    {
        // OpenAI and Groq: 10000 / 9999 / 8.64s is 86,400 s for 10,000.
        var bucket = Requests(10_000);
        Read(bucket, Take(bucket, 0, 0), 10_000, 9999, TimeSpan.FromSeconds(8.64), 0);
        Assert.False(bucket.IsOfADay);
        for (var used = 2; used <= 6; used++)
            Read(bucket, Take(bucket, used, 0), 10_000, 10_000 - used, TimeSpan.FromSeconds(8.64 * used), 0);

        Assert.True(bucket.IsOfADay);
        Assert.Equal(10_000, bucket.Capacity, 3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(60)]
    [InlineData(3600)]
    public void Windows_are_found_by_how_readings_differ(double window)
    {
        const double limit = 1000;
        var bucket = Requests(limit);
        for (var used = 10; used < 100; used += 30)
        {
            var reset = TimeSpan.FromSeconds(used * window / limit);
            Read(bucket, Take(bucket, used, 0), limit, limit - used, reset, 0);
        }

        Assert.Equal(limit / window, bucket.RatePerSecond, 3);
    }

    [Fact]
    public void Rounded_readings_show_nobody_else_where_nobody_is()
    {
        // Five a minute, told in whole requests: an error of one would look like twelve seconds' worth of others.
        var bucket = Requests(5);
        var second = 0.0;
        for (var number = 0; number < 200; number++)
        {
            second += 12.1;
            var permit = Take(bucket, number, second);
            Read(bucket, permit, 5, number % 2 == 0 ? 3 : 4, null, second + 0.5);
        }

        Assert.Equal(bucket.RatePerSecond, bucket.OwnRatePerSecond, 6);
    }

    [Fact]
    public void Others_on_the_key_are_seen()
    {
        var bucket = Requests(600);
        for (var number = 0; number < 600; number++)
        {
            // Ten come in each second, and what is left stays the same: we take five, somebody else the others.
            var second = number * 0.2;
            var permit = Take(bucket, number, second);
            Read(bucket, permit, 600, 500, null, second);
        }

        Assert.InRange(bucket.RatePerSecond - bucket.OwnRatePerSecond, 4, 6);
    }

    [Fact]
    public void I8_The_level_does_not_hang_on_the_order_in_which_responses_arrive() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[0, 1_000_000]).Sample((count, seed) =>
        {
            var orders = new[] { new Random(seed), new Random(seed + 1) }.Select(random =>
            {
                var bucket = Requests(100);
                var permits = Enumerable.Range(0, count).Select(number => Take(bucket, number, number * 0.1)).ToList();
                var shuffled = permits.ToArray();
                random.Shuffle(shuffled);
                foreach (var permit in shuffled)
                {
                    var level = Math.Min(100, 100 - permit.Sequence - 1 + permit.At.TotalSeconds * 100 / 60);
                    Read(bucket, permit, 100, Math.Floor(level), null, 10);
                }

                return bucket.LevelAt(Seconds(10));
            }).ToList();

            Assert.InRange(orders[0], double.MinValue, 101);
            Assert.InRange(orders[0] - orders[1], -1.01, 1.01);
        });

    private static Bucket Requests(double limit) =>
        new(BucketNames.Requests, limit, TimeSpan.FromMinutes(1), TimeSpan.Zero);

    private static Permit Take(Bucket bucket, long number, double second)
    {
        bucket.Take(1, Seconds(second));
        return new Permit(default, number, [bucket.Taken], Seconds(second));
    }

    private static void Read(
        Bucket bucket, Permit permit, double limit, double left, TimeSpan? reset, double second) => bucket.Resync(
        new BucketReading(BucketNames.Requests, (long)limit, (long)left, reset),
        permit,
        permit.TakenThen(0),
        Seconds(second));

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
