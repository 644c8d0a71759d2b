using System.Text;
using Hailstone.Middleware;
using Hailstone.Providers;
using Hailstone.Simulator;
using Hailstone.Tests.Simulator;
using Xunit;

namespace Hailstone.Tests.Middleware;

public sealed class EventWatchTests
{
    public static TheoryData<string> Dialects => ["chat", "responses", "messages"];

    [Theory]
    [MemberData(nameof(Dialects))]
    public void The_tokens_of_a_stream_are_those_of_the_bill_wherever_it_is_cut(string dialect)
    {
        var reply = new SimulatorCore(Asking.Instant).Decide(Streaming(dialect), TimeSpan.Zero);
        var watch = Watched(reply);

        Assert.True(watch.IsComplete);
        Assert.Null(watch.Failure);
        Assert.Equal(reply.Bill!.PromptTokens, watch.Usage!.Input);
        Assert.Equal(reply.Bill.CompletionTokens, watch.Usage.Output);
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void An_error_among_the_events_is_seen(string dialect)
    {
        var core = new SimulatorCore(Asking.Instant with { Faults = [new FaultOptions("stream_error", 1)] });

        Assert.NotNull(Watched(core.Decide(Streaming(dialect), TimeSpan.Zero)).Failure);
    }

    [Fact]
    public void A_line_without_an_end_is_not_kept()
    {
        var watch = Watch();
        watch.Passed("data: "u8);
        for (var piece = 0; piece < 64; piece++)
            watch.Passed(new byte[64 * 1024]);
        watch.Passed("\ndata: [DONE]\n"u8);

        Assert.True(watch.IsComplete);
    }

    private static SimulatedRequest Streaming(string dialect) => dialect switch
    {
        "chat" => Asking.Chat(more: ["\"stream\": true", "\"stream_options\": {\"include_usage\": true}"]),
        "responses" => Asking.Responses("\"stream\": true"),
        _ => Asking.Messages("\"stream\": true"),
    };

    private static EventWatch Watch() => new(new ResponseHead(200, new Dictionary<string, string>()), null);

    private static EventWatch Watched(SimulatedReply reply)
    {
        var watch = Watch();
        foreach (var one in Encoding.UTF8.GetBytes(reply.Text()))
            watch.Passed([one]);
        return watch;
    }
}
