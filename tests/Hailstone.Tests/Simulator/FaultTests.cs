using Hailstone.Simulator;
using Xunit;

namespace Hailstone.Tests.Simulator;

public sealed class FaultTests
{
    private static SimulatedReply Certain(string fault, string more = "\"stream\": false") =>
        new SimulatorCore(Asking.Instant with { Faults = [new FaultOptions(fault, 1)] })
            .Decide(Asking.Chat(more: more), TimeSpan.Zero);

    [Theory]
    [InlineData("500", 500, "server_error", null)]
    [InlineData("503", 503, "service_unavailable_error", "server_is_overloaded")]
    [InlineData("429", 429, "requests", "rate_limit_exceeded")]
    public void An_error_has_openais_shape_and_is_not_billed(string fault, int status, string type, string? code)
    {
        var reply = Certain(fault);

        Assert.Equal(status, reply.Head!.Status);
        Assert.Equal(type, reply.Error().GetProperty("type").GetString());
        Assert.Equal(code, reply.Error().GetProperty("code").GetString());
        Assert.Null(reply.Bill);
    }

    [Fact]
    public void A_relays_error_is_a_string()
    {
        var reply = Certain("relay");

        Assert.Equal("ERROR_OPENAI", reply.Error().GetString());
        Assert.Equal("Unable to reach the model provider",
            reply.Json().GetProperty("details").GetProperty("title").GetString());
        Assert.True(reply.Head!.Status is 200 or 400 or 502);
        Assert.Null(reply.Bill);
    }

    [Theory]
    [InlineData("reset", SimulatedEnd.Reset)]
    [InlineData("hang", SimulatedEnd.Hang)]
    public void Some_faults_send_nothing_at_all(string fault, SimulatedEnd end)
    {
        var reply = Certain(fault);

        Assert.Null(reply.Head);
        Assert.Empty(reply.Body);
        Assert.Equal(end, reply.End);
        Assert.Null(reply.Bill);
    }

    [Theory]
    [InlineData("cut", SimulatedEnd.Reset)]
    [InlineData("close", SimulatedEnd.Close)]
    public void A_cut_answer_is_billed_whole(string fault, SimulatedEnd end)
    {
        var whole = new SimulatorCore(Asking.Instant).Decide(Asking.Chat(more: "\"stream\": true"), TimeSpan.Zero);

        var reply = Certain(fault, "\"stream\": true");

        Assert.Equal(end, reply.End);
        Assert.Equal(whole.Bill, reply.Bill);
        Assert.StartsWith(reply.Text()[..20], whole.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("[DONE]", reply.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sudden_429_tells_numbers_that_agree_with_its_wait()
    {
        var core = new SimulatorCore(Asking.Instant with
        {
            Faults = [new FaultOptions("429", 1)],
            Quota = new QuotaOptions { RequestsPerMinute = 20 },
        });

        var reply = core.Decide(Asking.Chat(), TimeSpan.Zero);

        Assert.Contains("Limit 20, Used 20, Requested 1. Please try again in 3s.",
            reply.Error().GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("3", reply.Header("retry-after"));
    }

    [Fact]
    public void Faults_come_as_often_as_they_should()
    {
        const int Requests = 20_000;
        Dictionary<string, double> shares = new() { ["500"] = 0.05, ["503"] = 0.01, ["reset"] = 0.02, ["hang"] = 0.3 };
        var core = new SimulatorCore(Asking.Instant with
        {
            Faults = [.. shares.Select(share => new FaultOptions(share.Key, share.Value))],
        });
        for (var request = 0; request < Requests; request++)
            core.Decide(Asking.Chat($"question {request}"), TimeSpan.Zero);

        foreach (var (fault, share) in shares)
        {
            var fiveDeviations = 5 * Math.Sqrt(Requests * share * (1 - share));
            Assert.InRange(core.Stats.Replies[fault] - Requests * share, -fiveDeviations, fiveDeviations);
        }
    }

    [Fact]
    public void The_same_request_draws_anew_each_time()
    {
        const int Requests = 5_000;
        var core = new SimulatorCore(Asking.Instant with { Faults = [new FaultOptions("500", 0.5)] });
        var draws = Enumerable.Range(0, Requests)
            .Select(_ => core.Decide(Asking.Chat(), TimeSpan.Zero).Head!.Status == 500)
            .ToList();

        var fiveDeviations = 5 * Math.Sqrt(Requests * 0.25);
        Assert.InRange(draws.Count(fault => fault), Requests / 2 - fiveDeviations, Requests / 2 + fiveDeviations);
        Assert.InRange(draws.Zip(draws.Skip(1)).Count(pair => pair.First == pair.Second),
            Requests / 2 - fiveDeviations, Requests / 2 + fiveDeviations);
    }

    [Fact]
    public void A_fault_of_one_model_spares_the_others()
    {
        var core = new SimulatorCore(Asking.Instant with { Faults = [new FaultOptions("500", 1, "bad")] });

        Assert.Equal(500, core.Decide(Asking.Chat(model: "bad"), TimeSpan.Zero).Head!.Status);
        Assert.Equal(200, core.Decide(Asking.Chat(model: "good"), TimeSpan.Zero).Head!.Status);
    }

    [Theory]
    [InlineData(9_999, 200)]
    [InlineData(10_000, 503)]
    [InlineData(54_999, 503)]
    [InlineData(55_000, 200)]
    public void An_outage_begins_and_ends_on_time(int milliseconds, int status)
    {
        var core = new SimulatorCore(Asking.Instant with
        {
            Outages = [new OutageOptions(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(45))],
        });

        Assert.Equal(status, core.Decide(Asking.Chat(), TimeSpan.FromMilliseconds(milliseconds)).Head!.Status);
    }

    [Fact]
    public void An_outage_can_reset_every_connection_even_for_the_list_of_models()
    {
        var core = new SimulatorCore(Asking.Instant with
        {
            Outages = [new OutageOptions(TimeSpan.Zero, TimeSpan.FromSeconds(1), "reset")],
        });

        Assert.Equal(SimulatedEnd.Reset, core.Decide(Asking.Get("/v1/models"), TimeSpan.Zero).End);
    }

    [Fact]
    public void Options_that_make_no_sense_are_refused_before_a_request_comes()
    {
        static void Refused(SimulatorOptions options) =>
            Assert.Throws<ArgumentException>(() => new SimulatorCore(options));

        Refused(new() { Faults = [new("thunder", 0.1)] });
        Refused(new() { Faults = [new("500", 0.6), new("503", 0.6, "m")] });
        Refused(new() { Quota = new() { TokensPerMinute = -1 } });
        Refused(new() { Quota = new() { ForeignShare = 0.95 } });
        Refused(new() { Quota = new() { Changes = [new(TimeSpan.FromSeconds(2), 1), new(TimeSpan.Zero, 1)] } });
        Refused(new() { Quota = new() { Ramp = new(0) } });
        Refused(new() { InFlight = new(1) { Status = 500 } });
        Refused(new() { Prices = new Dictionary<string, PriceOptions> { ["m"] = new(-1, 1) } });
        Refused(new() { Outages = [new(default, TimeSpan.FromSeconds(1), "cut")] });
    }
}
