using System.Globalization;
using Hailstone.Ledger;
using Hailstone.Running;
using Hailstone.Scoring;
using Hailstone.Suites;
using Xunit;

namespace Hailstone.Tests.Simulation;

/// <summary>
/// As fast as the limit allows: the time that runs take over the least that any could, and what they waste. A failure
/// prints its seed; <c>HAILSTONE_SEED</c> runs one alone.
/// </summary>
public sealed class SpeedTests(ITestOutputHelper output)
{
    private static readonly LightWeather Told = new() { LatencySeconds = 0.5, Sigma = 0.5 };
    private static readonly LightWeather Untold = Told with
    {
        TellsLimits = false,
        TellsWhen = false,
        BurstSeconds = 1,
    };

    [Fact]
    public void Six_hundred_a_minute_from_headers_with_a_bucket_of_a_minute() =>
        Hold(Told, 1200, time: 1.03, refused: 0.005);

    [Fact]
    public void Six_hundred_a_minute_from_headers_with_a_bucket_of_a_second() =>
        Hold(Told with { BurstSeconds = 1 }, 1000, time: 1.05, refused: 0.005);

    [Theory]
    [InlineData(60)]
    [InlineData(120)]
    [InlineData(300)]
    public void Buckets_of_a_request_or_two_from_headers(double perMinute) => Hold(
        Told with { RequestsPerMinute = perMinute, BurstSeconds = 1, LatencySeconds = 1.5, Sigma = 0.2 },
        200, time: 1.06, refused: 0.01);

    [Fact]
    public void Tokens_by_the_minute_from_headers() => Hold(
        Told with { RequestsPerMinute = 100_000, TokensPerMinute = 300_000, TokensEach = 2000 },
        300, time: 1.03, refused: 0.005);

    [Theory]
    [InlineData(600, 400, 1.25, 0.02)]
    [InlineData(60, 200, 1.35, 0.05)]
    [InlineData(120, 200, 1.5, 0.05)]
    [InlineData(300, 400, 1.2, 0.02)]
    [InlineData(1200, 800, 1.2, 0.02)]
    [InlineData(3000, 1500, 1.3, 0.02)]
    [InlineData(5, 60, 1.4, 0.07)]
    public void A_limit_that_nobody_tells_is_found(double perMinute, int trials, double time, double refused) =>
        Hold(Untold with { RequestsPerMinute = perMinute }, trials, time, refused);

    [Theory]
    [InlineData(0.03, true, 500)]
    [InlineData(0.1, true, 300)]
    [InlineData(0.2, true, 400)]
    [InlineData(0.2, false, 1200)]
    public void Refusals_that_come_however_few_are_asked_slow_nobody_down_for_long(
        double share, bool tellsWhen, double seconds)
    {
        var noise = Untold with { RequestsPerMinute = 60_000, NoiseShare = share, TellsWhen = tellsWhen };
        foreach (var seed in Seeds.Few(8))
        {
            var run = Run(noise, 400, seed, out var server);

            output.WriteLine($"seed {seed}: {run.Now.TotalSeconds:0.0} s, {server.RefusedCalls} refused");
            Assert.True(run.Now.TotalSeconds < seconds, $"seed {seed}: {run.Now.TotalSeconds:0.0} s");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Refusals_by_chance_hold_back_no_quota_that_is_told(bool tellsWhen)
    {
        var noise = Told with { RequestsPerMinute = 600, NoiseShare = 0.1, TellsWhen = tellsWhen };
        foreach (var seed in Seeds.Few(8))
        {
            var run = Run(noise, 1000, seed, out var server);

            var least = LightBound.Seconds(noise, server.Latencies);
            output.WriteLine($"seed {seed}: {run.Now.TotalSeconds:0.0} s, {server.RefusedCalls} refused");
            // Each refusal holds the pool up for its own time, and for no longer.
            var most = least + (2.5 * server.RefusedCalls);
            Assert.True(run.Now.TotalSeconds < most, $"seed {seed}: {run.Now.TotalSeconds:0.0} of {most:0.0} s");
        }
    }

    [Theory]
    [InlineData(60)]
    [InlineData(1)]
    public void B9_Five_requests_a_minute_are_borne(double burstSeconds) => Hold(
        Told with { RequestsPerMinute = 5, BurstSeconds = burstSeconds }, 60, time: 1.05, refused: 0.02);

    [Fact]
    public void A_large_tier_has_thousands_in_flight() => Hold(
        Told with { RequestsPerMinute = 15_000, LatencySeconds = 12, Sigma = 0 },
        30_000, time: 1.05, refused: 0.005, seeds: 1, limits: new QuotaSettings { RequestsPerMinute = 15_000 });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_outage_costs_its_own_time_and_few_calls(bool resets)
    {
        foreach (var seed in Seeds.Few(8))
        {
            var weather = Told with
            {
                RequestsPerMinute = 1200,
                BurstSeconds = 1,
                OutageFrom = 3,
                OutageUntil = 33,
                OutageResets = resets,
            };
            var run = Run(weather, 1000, seed, out var server);
            var back = run.Calls.First(call => call.At.TotalSeconds >= 33).At.TotalSeconds - 33;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"seed {seed}: {server.CallsIntoOutage} into it, back after {back:0.0}, {run.Now.TotalSeconds:0.0} s"));

            Assert.True(run.Facts.OfType<TrialEnded>().All(trial => trial.Outcome == Outcome.Scored), $"seed {seed}");
            Assert.True(server.CallsIntoOutage <= 40, $"seed {seed}: {server.CallsIntoOutage} calls");
            Assert.True(back <= 5, $"seed {seed}: back after {back}");
            var least = LightBound.Seconds(weather, server.Latencies);
            Assert.True(run.Now.TotalSeconds <= 30 + 5 + 1.05 * least, $"seed {seed}: {run.Now}");
        }
    }

    [Theory]
    [InlineData(60)]
    [InlineData(1)]
    public void Two_engines_on_one_key_share_its_quota(double burstSeconds)
    {
        foreach (var seed in Seeds.Few(8))
        {
            var weather = Told with { BurstSeconds = burstSeconds };
            var server = new LightServer(weather, seed);
            var plan = LightPlans.Of(burstSeconds > 1 ? 900 : 500, [null]);
            var runs = Enumerable.Range(1, 2).Select(
                one => new LightRun(plan, _ => server, new RunSettings { Seed = seed * 2 + one })).ToList();
            runs.ForEach(run => run.Begin());
            while (runs.TrueForAll(run => run.Ended is null))
                runs.MinBy(run => run.NextAt)!.Move();

            // While both run, they are to use what there is.
            var until = runs.Min(run => run.Now.TotalSeconds);
            var sent = runs.Sum(run => run.Calls.Count(call => call.At.TotalSeconds <= until)) - server.RefusedCalls;
            var share = sent / (weather.Burst + weather.RatePerSecond * until);
            var refused = (double)server.RefusedCalls / server.Calls;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"seed {seed}: {share:P1} used, {refused:P2} refused, {until:0} s"));
            Assert.True(share >= 0.9, $"seed {seed}: {share:P1} of the quota");
            Assert.True(refused <= 0.01, $"seed {seed}: {refused:P1} refused");
        }
    }

    private void Hold(
        LightWeather weather, int trials, double time, double refused, int seeds = 8, QuotaSettings? limits = null)
    {
        var failed = new List<string>();
        foreach (var seed in Seeds.Few(seeds))
        {
            var run = Run(weather, trials, seed, out var server, limits);
            var least = LightBound.Seconds(weather, server.Latencies);
            var ratio = run.Now.TotalSeconds / least;
            var share = (double)server.RefusedCalls / server.Calls;
            var line = string.Create(
                CultureInfo.InvariantCulture,
                $"seed {seed}: {run.Now.TotalSeconds:0.0} s, {ratio:0.000} of the least, {share:P2} refused");
            output.WriteLine(line);
            if (ratio > time || share > refused || run.Ended != EndReason.Complete)
                failed.Add(line);
        }

        Assert.Empty(failed);
    }

    private static LightRun Run(
        LightWeather weather, int trials, int seed, out LightServer server, QuotaSettings? limits = null)
    {
        var made = server = new LightServer(weather, seed);
        var plan = LightPlans.Of(trials, [limits]);
        return new LightRun(plan, _ => made, new RunSettings { Seed = seed }).Run();
    }
}
