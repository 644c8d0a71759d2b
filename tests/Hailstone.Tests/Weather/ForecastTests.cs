using Hailstone.Cli.Weather;
using Hailstone.Simulator;
using Xunit;

namespace Hailstone.Tests.Weather;

/// <summary>The policies in the same simulated weather.</summary>
public sealed class ForecastTests
{
    private const int Trials = 100;

    public static TheoryData<string> Names => [.. Scenarios.All.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Adaptive_fails_nothing_in_any_weather_and_is_never_faster_than_the_bound(string name)
    {
        var measures = Measured(name, seed: 3);

        Assert.Equal(0, measures["adaptive"].Failed);
        Assert.All(measures.Values, measure => Assert.True(
            measure.Failed > 0 || measure.OverBound >= 1, $"{measure} (seed 3)"));
        Assert.All(measures.Values, measure => Assert.InRange(measure.QuotaUsed, 0, 1));
    }

    [Theory]
    [InlineData("storm")]
    [InlineData("outage")]
    public void Fixed_pauses_and_no_cure_fail_what_adaptive_does_not(string name)
    {
        var measures = Measured(name, seed: 3);

        Assert.True(measures["none"].FailedShare >= 0.05, $"{measures["none"]} (seed 3)");
        Assert.InRange(measures["fixed"].Failed, 1, measures["none"].Failed);
    }

    [Fact]
    public void A_seed_replays_exactly_and_another_does_not()
    {
        Assert.Equal(Told(5), Told(5));
        Assert.NotEqual(Told(5), Told(6));

        static string Told(int seed)
        {
            using var text = new StringWriter();
            var forecast = new Forecast(40, seed);
            WeatherTable.Write(text, 40, 0, [.. forecast.Of(Named("storm")), .. forecast.Of(Named("unknown"))]);
            return text.ToString();
        }
    }

    [Theory]
    [InlineData(600, 1, 0, 100, 9.5)]
    [InlineData(20, 15, 0, 25, 60.5)]
    [InlineData(40, 15, 0.4, 50, 100.5)]
    [InlineData(60, 60, 0, 60, 0.5)]
    public void The_bound_of_equal_answers_is_what_the_quota_lacks_at_its_rate_and_one_answer(
        long perMinute, double burstSeconds, double foreign, int trials, double seconds)
    {
        var scenario = new Scenario("test")
        {
            RequestsPerMinute = perMinute,
            Burst = TimeSpan.FromSeconds(burstSeconds),
            ForeignShare = foreign,
        };

        var bound = LowerBound.Of(scenario, Enumerable.Repeat(TimeSpan.FromSeconds(0.5), trials));

        Assert.Equal(seconds, bound.TotalSeconds, 6);
    }

    [Fact]
    public void An_outage_keeps_nothing_of_its_time_but_a_full_bucket()
    {
        // 10 at once and 100 more in the 10 s before it; 10 at its end, 40 s, and 10 more at 10 a second.
        var scenario = new Scenario("test")
        {
            RequestsPerMinute = 600,
            Outage = new OutageOptions(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30)),
        };

        var bound = LowerBound.Of(scenario, Enumerable.Repeat(TimeSpan.FromSeconds(0.5), 130));

        Assert.Equal(41.5, bound.TotalSeconds, 6);
    }

    private static Scenario Named(string name) => Scenarios.All.Single(scenario => scenario.Name == name);

    private static Dictionary<string, Measure> Measured(string name, int seed) =>
        new Forecast(Trials, seed).Of(Named(name)).ToDictionary(measure => measure.Policy);
}
