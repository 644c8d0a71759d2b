using CsCheck;
using Hailstone.Simulator;
using Hailstone.Simulator.Quotas;
using Xunit;

namespace Hailstone.Tests.Simulator;

public sealed class PlacesTests
{
    private static readonly LatencyOptions TenSeconds = LatencyOptions.None with
    {
        FirstToken = TimeSpan.FromSeconds(10),
        FirstTokenSigma = 0,
    };

    [Fact]
    public void Who_finds_no_place_waits_and_who_finds_the_queue_full_is_sent_away_as_by_ollama()
    {
        var core = new SimulatorCore(new SimulatorOptions
        {
            AnyModel = new ModelOptions { Latency = TenSeconds },
            InFlight = new InFlightOptions(2) { Queue = 1 },
        });
        SimulatedReply Ask(int second, int number) =>
            core.Decide(Asking.Chat($"q{number}"), TimeSpan.FromSeconds(second));

        SimulatedReply[] first = [Ask(0, 1), Ask(1, 2), Ask(2, 3), Ask(3, 4)];

        Assert.Equal([10, 10, 18, 0], first.Select(reply => reply.EndAfter.TotalSeconds));
        Assert.Equal(503, first[3].Head!.Status);
        Assert.Equal(
            "server busy, please try again.  maximum pending requests exceeded",
            first[3].Error().GetProperty("message").GetString());
        Assert.Equal(200, Ask(10, 4).Head!.Status);
        Assert.Equal(1, core.Stats.Refused["in_flight"]);
    }

    [Fact]
    public void No_more_are_served_at_a_time_than_there_are_places()
    {
        var visits = Gen.Select(Gen.Int[0, 20], Gen.Int[1, 100]).Array[1, 60];
        Gen.Select(Gen.Int[1, 5], Gen.Int[0, 5], visits).Sample((places, queue, steps) =>
        {
            var slots = new Slots(new InFlightOptions(places) { Queue = queue });
            var served = new List<(long Begin, long End)>();
            var now = 0L;
            foreach (var (pause, length) in steps)
            {
                now += pause;
                if (slots.IsFull(new TimeSpan(now)))
                    continue;
                var begin = now + slots.Enter(new TimeSpan(length), new TimeSpan(now)).Ticks;
                served.Add((begin, begin + length));
                var waiting = served.Count(visit => visit.Begin > now);
                if (waiting > queue)
                    return false;
            }
            return served.All(visit =>
                served.Count(other => other.Begin <= visit.Begin && other.End > visit.Begin) <= places);
        });
    }

    [Fact]
    public void Use_that_grows_too_fast_is_told_to_slow_down()
    {
        var core = new SimulatorCore(Asking.Instant with
        {
            Quota = new QuotaOptions { Ramp = new RampOptions(1000) },
        });
        SimulatedReply Ask(double minute) =>
            core.Decide(Asking.Chat(new string('a', 2000)), TimeSpan.FromMinutes(minute));

        SimulatedReply[] replies = [Ask(0), Ask(0), Ask(0)];

        Assert.Equal([200, 200, 429], replies.Select(reply => reply.Head!.Status));
        Assert.Equal("slow_down", replies[2].Error().GetProperty("code").GetString());
        Assert.Equal("rate_limit_error", replies[2].Error().GetProperty("type").GetString());
        Assert.False(replies[2].Head!.Headers.ContainsKey("retry-after"));
        // Half as much again after a quarter of an hour.
        Assert.Equal([200, 200, 200, 429], new[] { Ask(15), Ask(15), Ask(15), Ask(15) }.Select(reply =>
            reply.Head!.Status));
        Assert.Equal(2, core.Stats.Refused["slow_down"]);
    }

    [Fact]
    public void Anthropics_acceleration_limit_is_told_in_its_words_of_23_March_2026()
    {
        var core = new SimulatorCore(Asking.Instant with
        {
            Vendor = Vendor.Anthropic,
            Organization = "f1c66ceb-0643-47cc-9937-23647fff5a04",
            Quota = new QuotaOptions
            {
                Ramp = new RampOptions(58_276) { Growth = 1, Step = 10_000, Every = TimeSpan.FromMinutes(1) },
            },
        });
        var request = Asking.Chat(new string('a', 4 * 58_276), "claude-3-haiku-20240307");
        core.Decide(request, default);

        var reply = core.Decide(request, TimeSpan.FromSeconds(30));

        Assert.Equal(429, reply.Head!.Status);
        Assert.Equal("rate_limit_error", reply.Error().GetProperty("type").GetString());
        Assert.Equal(
            "This request would exceed your organization's maximum usage increase rate for input tokens per minute "
            + "(org: f1c66ceb-0643-47cc-9937-23647fff5a04, model: claude-3-haiku-20240307). Your current limit is 58,276 "
            + "input tokens per minute, and will increase to 68,276 at the next minute boundary. Please scale up your "
            + "input tokens usage more gradually to stay within the acceleration limit. For details, refer to: "
            + "https://docs.claude.com/en/api/rate-limits.",
            reply.Error().GetProperty("message").GetString());
        Assert.Equal("31", reply.Header("retry-after"));
        Assert.Equal(200, core.Decide(request, TimeSpan.FromSeconds(61)).Head!.Status);
    }
}
