using Hailstone.Pacing;
using Xunit;

namespace Hailstone.Tests.Pacing;

/// <summary>How many requests at once: by the quota where one binds, else by what the server can do.</summary>
public sealed class ConcurrencyTests
{
    [Theory]
    [InlineData(8)]
    [InlineData(32)]
    [InlineData(200)]
    public void A_server_of_ones_own_is_asked_as_much_at_once_as_it_can_serve(int slots)
    {
        // So many are served at a time, a second each; what is more than that waits in its queue.
        var climb = new HillClimb();
        var seconds = 0.0;
        while (seconds < 600)
        {
            seconds += 1 / Math.Min(climb.Limit, slots);
            climb.Ended(outputTokens: 50, isFull: true, TimeSpan.FromSeconds(seconds));
        }

        Assert.InRange(climb.Limit, slots, 2.6 * slots);
    }

    [Fact]
    public void A_limit_that_is_not_reached_decides_nothing()
    {
        var climb = new HillClimb();
        for (var second = 0; second < 600; second++)
            climb.Ended(outputTokens: 50, isFull: false, TimeSpan.FromSeconds(second));

        Assert.Equal(8, climb.Limit);
    }

    [Fact]
    public void Where_a_quota_binds_arrivals_and_their_stay_say_how_many_are_out()
    {
        var concurrency = new Concurrency(null);
        for (var count = 0; count < 200; count++)
            concurrency.Succeeded(TimeSpan.FromSeconds(12), 50, false, TimeSpan.FromSeconds(count));

        // 250 a second that stay 12 s are 3000; a third and three deviations more, and what the bucket holds.
        Assert.InRange(concurrency.Limit(250, 15_000), 15_000 + 3900, 15_000 + 4100);
        Assert.Equal(7, new Concurrency(7).Limit(250, 15_000));
    }

    [Fact]
    public void A_server_that_is_full_gets_less_once_an_episode_and_after_an_outage_one()
    {
        var concurrency = new Concurrency(null);
        for (var number = 0; number < 20; number++)
            concurrency.Cut(inFlight: 100, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2 + number));
        Assert.Equal(70, concurrency.Limit(1000, 1000));

        concurrency.Restart();
        Assert.Equal(1, concurrency.Limit(1000, 1000));
        concurrency.Succeeded(TimeSpan.FromSeconds(1), 1, false, TimeSpan.FromSeconds(3));
        Assert.Equal(2, concurrency.Limit(1000, 1000));
    }
}
