using Hailstone.Providers;
using Xunit;

namespace Hailstone.Tests.Providers;

public sealed class ChatClockTests
{
    private const string Reasoning = "data: {\"choices\":[{\"delta\":{\"reasoning_content\":\"hm\"}}]}\n\n";
    private const string Role = "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n";
    private const string Stop = "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";

    [Fact]
    public async Task Every_event_is_stamped_when_its_bytes_come()
    {
        using var body = new ScriptedBody();
        var head = new TaskCompletionSource();
        var script = new Script(_ => head.Task.ContinueWith(
            _ => Script.Response(body, 200, "text/event-stream"), TaskScheduler.Default));
        using var call = new ChatCall(script);

        call.Time.Advance(TimeSpan.FromMilliseconds(174));
        head.SetResult();
        await body.SettledAsync();
        await SendAsync(call, body, 10, Role);
        await SendAsync(call, body, 140, Reasoning);
        await SendAsync(call, body, 1000, Text("4"));
        await SendAsync(call, body, 500, Text("2"));
        await SendAsync(call, body, 20, Stop);
        await SendAsync(call, body, 30, "data: [DONE]\n\n");
        var stamps = (await call.Task).Stamps;

        Assert.Equal(
            new Stamps
            {
                Sent = TimeSpan.Zero,
                Head = TimeSpan.FromMilliseconds(174),
                FirstContent = TimeSpan.FromMilliseconds(324),
                FirstAnswer = TimeSpan.FromMilliseconds(1324),
                LastContent = TimeSpan.FromMilliseconds(1824),
                Closed = TimeSpan.FromMilliseconds(1874),
            },
            stamps);
    }

    [Fact]
    public async Task A_whole_answer_has_no_first_token()
    {
        var exchange = await ChatCall.RunAsync(
            Script.Answering("""{"choices":[{"message":{"content":"a"}}]}"""), ChatCall.Question(stream: false));

        var stamps = exchange.Stamps;
        Assert.Equal((null, null, null), (stamps.FirstContent, stamps.FirstAnswer, stamps.LastContent));
        Assert.NotNull(stamps.Head);
    }

    [Fact]
    public async Task No_connection_in_time_is_a_timeout_of_connecting()
    {
        using var handler = new NeverConnecting();
        using var http = new HttpMessageInvoker(handler);
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var task = new ChatProvider(http, new Uri("https://a.test/v1"), null, time)
            .AskAsync(ChatCall.Question(), _ => { }, CancellationToken.None);

        time.Advance(TimeSpan.FromSeconds(9.5));
        Assert.False(task.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.5));

        var exchange = Assert.IsType<Exchange.Failed>(await task);
        Assert.Equal((FailureKind.Timeout, FailurePhase.Connect), (exchange.Failure.Kind, exchange.Failure.Phase));
        Assert.Equal((null, TimeSpan.FromSeconds(10)), (exchange.Stamps.Sent, exchange.Stamps.Closed));
    }

    [Fact]
    public async Task No_response_in_time_is_a_timeout_of_the_first_byte()
    {
        var script = new Script(WaitAsync);
        using var call = new ChatCall(script);

        call.Time.Advance(TimeSpan.FromSeconds(59.5));
        Assert.False(call.Task.IsCompleted);
        call.Time.Advance(TimeSpan.FromSeconds(0.5));

        var failure = Assert.IsType<Exchange.Failed>(await call.Task).Failure;
        Assert.Equal((FailureKind.Timeout, FailurePhase.FirstByte), (failure.Kind, failure.Phase));
        Assert.Contains("60", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silence_in_a_stream_is_a_timeout_and_every_byte_begins_the_count_anew()
    {
        using var body = new ScriptedBody();
        using var call = new ChatCall(Script.Streaming(body));
        await SendAsync(call, body, 80, Text("ab"), seconds: true);
        await SendAsync(call, body, 80, ": ping\n\n", seconds: true);

        call.Time.Advance(TimeSpan.FromSeconds(89.5));
        Assert.False(call.Task.IsCompleted);
        call.Time.Advance(TimeSpan.FromSeconds(0.5));

        var failure = Assert.IsType<Exchange.Failed>(await call.Task).Failure;
        Assert.Equal((FailureKind.Timeout, FailurePhase.Stream, "ab"), (failure.Kind, failure.Phase, failure.Partial));
    }

    [Fact]
    public async Task Silent_reasoning_before_the_first_content_may_last_as_long_as_the_first_byte()
    {
        using var body = new ScriptedBody();
        var ask = ChatCall.Question();
        using var call = new ChatCall(
            Script.Streaming(body), ask with { Limits = ask.Limits with { FirstByte = TimeSpan.FromMinutes(9) } });
        await SendAsync(call, body, 1, Role, seconds: true);

        await SendAsync(call, body, 500, Text("x") + Stop + "data: [DONE]\n\n", seconds: true);

        Assert.IsType<Exchange.Answered>(await call.Task);
    }

    [Fact]
    public async Task A_stream_that_never_ends_is_a_timeout_of_the_whole()
    {
        using var body = new ScriptedBody();
        using var call = new ChatCall(Script.Streaming(body));
        for (var count = 0; count < 20; count++)
            await SendAsync(call, body, 30, Text("x"), seconds: true);

        var failure = Assert.IsType<Exchange.Failed>(await call.Task).Failure;

        Assert.Equal((FailureKind.Timeout, FailurePhase.Stream), (failure.Kind, failure.Phase));
        Assert.Contains("600", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silence_after_the_finish_reason_takes_nothing_from_the_answer()
    {
        using var body = new ScriptedBody();
        using var call = new ChatCall(Script.Streaming(body));
        await SendAsync(call, body, 1, Text("x") + Stop, seconds: true);

        call.Time.Advance(TimeSpan.FromSeconds(90));

        Assert.Equal("x", Assert.IsType<Exchange.Answered>(await call.Task).Response.Text);
    }

    [Fact]
    public async Task The_body_of_an_error_that_stops_halfway_is_still_that_error()
    {
        using var body = new ScriptedBody();
        var script = new Script(_ =>
            Task.FromResult(Script.Response(body, 429, "application/json")));
        using var call = new ChatCall(script);
        await SendAsync(call, body, 1, "{\"error\":{\"mess", seconds: true);

        call.Time.Advance(TimeSpan.FromSeconds(90));

        var failure = Assert.IsType<Exchange.Failed>(await call.Task).Failure;
        Assert.Equal((FailureKind.Error, 429), (failure.Kind, failure.Status));
    }

    [Fact]
    public async Task The_users_wish_to_stop_throws_and_is_no_timeout()
    {
        using var waiting = new ChatCall(new Script(WaitAsync));
        using var body = new ScriptedBody();
        using var streaming = new ChatCall(Script.Streaming(body));

        waiting.Cancel();
        streaming.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.Task);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => streaming.Task);
    }

    [Fact]
    public async Task A_handler_that_gives_up_by_itself_is_no_wish_of_the_user()
    {
        // What SocketsHttpHandler throws when its own ConnectTimeout passes.
        var given = new TaskCanceledException("timed out", new TimeoutException("connect"));

        var failure = await ChatCall.FailureAsync(Script.Failing(given));

        Assert.Equal(FailureKind.Timeout, failure.Kind);
    }

    private static string Text(string text) => $"data: {{\"choices\":[{{\"delta\":{{\"content\":\"{text}\"}}}}]}}\n\n";

    private static async Task<HttpResponseMessage> WaitAsync(CancellationToken cancellation)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
        throw new InvalidOperationException("endless");
    }

    private static async Task SendAsync(ChatCall call, ScriptedBody body, int after, string text, bool seconds = false)
    {
        call.Time.Advance(seconds ? TimeSpan.FromSeconds(after) : TimeSpan.FromMilliseconds(after));
        await body.SendAndSettleAsync(text, call.Task);
    }

    private sealed class NeverConnecting : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) => WaitAsync(cancellationToken);
    }
}
