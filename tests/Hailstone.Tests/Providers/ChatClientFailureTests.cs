using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Hailstone.Catalogue;
using Hailstone.Pacing;
using Hailstone.Providers;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Hailstone.Tests.Providers;

/// <summary>What becomes of exceptions, errors and silence of a client of Microsoft.Extensions.AI.</summary>
public sealed class ChatClientFailureTests
{
    [Theory]
    [InlineData(429, FailureClass.Wait)]
    [InlineData(529, FailureClass.Capacity)]
    [InlineData(500, FailureClass.MayHaveRun)]
    [InlineData(401, FailureClass.Key)]
    [InlineData(404, FailureClass.Model)]
    public async Task The_status_of_an_exception_of_http_decides_also_inside_another(int status, FailureClass means)
    {
        var http = new HttpRequestException("no", null, (HttpStatusCode)status);

        foreach (var thrown in new Exception[] { http, new InvalidOperationException("the client's", http) })
        {
            var failure = await FailureAsync(thrown);

            Assert.Equal((FailureKind.Error, status), (failure.Kind, failure.Status));
            Assert.Equal(means, Classification.Of(failure, DateTimeOffset.UnixEpoch).Class);
        }
    }

    public static TheoryData<Exception, FailureKind> Exceptions => new()
    {
        { new HttpRequestException(HttpRequestError.NameResolutionError, "no host"), FailureKind.Unreachable },
        { new HttpRequestException(HttpRequestError.ConnectionError, "refused"), FailureKind.Unreachable },
        { new IOException("reset"), FailureKind.Reset },
        { new AggregateException("retries", new IOException("reset")), FailureKind.Reset },
        { new TaskCanceledException("its own limit"), FailureKind.Timeout },
        { new TaskCanceledException("its own limit", new TimeoutException("100 s")), FailureKind.Timeout },
        { new TimeoutException("its own limit"), FailureKind.Timeout },
        { new JsonException("not JSON"), FailureKind.Malformed },
        { new ArgumentOutOfRangeException("kind", "Unknown ChatFinishReason value."), FailureKind.Error },
    };

    [Theory]
    [MemberData(nameof(Exceptions))]
    public async Task Every_exception_is_evidence_and_none_is_thrown(Exception thrown, FailureKind kind)
    {
        var failure = await FailureAsync(thrown);

        Assert.Equal(kind, failure.Kind);
        Assert.NotEmpty(failure.Message);
    }

    [Fact]
    public async Task An_exception_of_the_clients_own_kind_is_explained_by_who_knows_it()
    {
        const string Body = """{"error":{"type":"rate_limit_error","message":"slowly, sk-ant-1234567890"}}""";
        var heads = new List<ResponseHead>();
        using var client = ScriptedChatClient.Failing(
            new InvalidOperationException("wrapped", new NotSupportedException(Body)));
        var provider = new ChatClientProvider(client, new FakeTimeProvider(), thrown => thrown is NotSupportedException
            ? new ChatClientError(
                429, [new("Retry-After", "7"), new("Request-Id", "req_1"), new("Set-Cookie", "s")], thrown.Message)
            : null);

        var exchange = Assert.IsType<Exchange.Failed>(
            await provider.AskAsync(ChatCall.Question(stream: false), heads.Add, CancellationToken.None));

        Assert.Equal(("rate_limit_error", "slowly, [key]"), (exchange.Failure.Type, exchange.Failure.Message));
        Assert.Equal(("req_1", null), (exchange.Head!.RequestId, exchange.Head["set-cookie"]));
        Assert.Equal(exchange.Head, Assert.Single(heads));
        var classified = Classification.Of(exchange.Failure, DateTimeOffset.UnixEpoch);
        Assert.Equal((FailureClass.Wait, TimeSpan.FromSeconds(7)), (classified.Class, classified.RetryAfter));
    }

    [Fact]
    public async Task An_error_in_a_stream_is_no_answer_and_what_came_before_it_is_kept()
    {
        using var client = ScriptedChatClient.Streaming(
            new ChatResponseUpdate(ChatRole.Assistant, "about 4"),
            new ChatResponseUpdate(
                ChatRole.Assistant, [new ErrorContent("It did not work.") { ErrorCode = "server_error" }])
            {
                FinishReason = ChatFinishReason.Stop,
            });

        var failure = await FailureAsync(client, stream: true);

        Assert.Equal((FailureKind.Error, "server_error"), (failure.Kind, failure.Code));
        Assert.Equal(("It did not work.", "about 4"), (failure.Message, failure.Partial));
    }

    [Fact]
    public async Task A_stream_that_just_ends_is_no_answer_and_one_that_was_counted_is()
    {
        var piece = new ChatResponseUpdate(ChatRole.Assistant, "about 4");
        var counts = new UsageContent(new UsageDetails { InputTokenCount = 9, OutputTokenCount = 2 });
        using var cut = ScriptedChatClient.Streaming(piece);
        using var counted = ScriptedChatClient.Streaming(piece, new ChatResponseUpdate(null, [counts]));

        var failure = await FailureAsync(cut, stream: true);
        var answered = await RunAsync(counted, ChatCall.Question());

        Assert.Equal((FailureKind.Incomplete, "about 4"), (failure.Kind, failure.Partial));
        Assert.IsType<Exchange.Answered>(answered);
    }

    [Fact]
    public async Task A_stream_that_breaks_keeps_what_came_of_it()
    {
        var counts = new UsageContent(new UsageDetails { InputTokenCount = 9 });
        using var client = ScriptedChatClient.Breaking(
            new IOException("reset"), new ChatResponseUpdate(ChatRole.Assistant, [new TextContent("about 4"), counts]));

        var failure = await FailureAsync(client, stream: true);

        Assert.Equal((FailureKind.Reset, FailurePhase.Stream), (failure.Kind, failure.Phase));
        Assert.Equal(("about 4", new Usage { Input = 9 }), (failure.Partial, failure.Usage));
    }

    [Fact]
    public async Task An_end_in_error_is_no_answer()
    {
        using var client = ScriptedChatClient.Answering(
            new ChatResponse(new ChatMessage(ChatRole.Assistant, "4")) { FinishReason = new("error") });

        Assert.Equal(FailureKind.Error, (await FailureAsync(client, stream: false)).Kind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_that_never_answers_is_left_when_its_time_is_over(bool obedient)
    {
        using var client = new ScriptedChatClient(token => NeverAsync(obedient ? token : CancellationToken.None));
        var time = new FakeTimeProvider();
        var asking = new ChatClientProvider(client, time)
            .AskAsync(ChatCall.Question(stream: false), _ => { }, CancellationToken.None);

        time.Advance(TimeSpan.FromSeconds(59.5));
        Assert.False(asking.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.5));

        var failure = Assert.IsType<Exchange.Failed>(await asking).Failure;
        Assert.Equal((FailureKind.Timeout, FailurePhase.FirstByte), (failure.Kind, failure.Phase));
        Assert.Contains("60", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silence_in_a_stream_is_a_timeout()
    {
        using var client = new ScriptedChatClient(token => ThenSilenceAsync("about 4", token));
        var time = new FakeTimeProvider();
        var asking = new ChatClientProvider(client, time)
            .AskAsync(ChatCall.Question(), _ => { }, CancellationToken.None);

        time.Advance(TimeSpan.FromSeconds(90));

        var failure = Assert.IsType<Exchange.Failed>(await asking).Failure;
        Assert.Equal((FailureKind.Timeout, FailurePhase.Stream), (failure.Kind, failure.Phase));
        Assert.Equal("about 4", failure.Partial);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_users_wish_to_stop_throws_and_is_no_timeout(bool obedient)
    {
        using var user = new CancellationTokenSource();
        using var client = new ScriptedChatClient(token => NeverAsync(obedient ? token : CancellationToken.None));
        var asking = new ChatClientProvider(client, new FakeTimeProvider())
            .AskAsync(ChatCall.Question(stream: false), _ => { }, user.Token);

        await user.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Fact]
    public async Task A_key_in_the_words_of_an_exception_is_not_kept()
    {
        var failure = await FailureAsync(new InvalidOperationException("no: sk-proj-abcdefghij"));

        Assert.Equal("InvalidOperationException: no: [key]", failure.Message);
    }

    private static async Task<ChatResponse> NeverAsync(CancellationToken cancellation)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
        throw new InvalidOperationException("endless");
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> ThenSilenceAsync(
        string text, [EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return new ChatResponseUpdate(ChatRole.Assistant, text);
        await NeverAsync(cancellation);
    }

    private static async Task<Failure> FailureAsync(Exception thrown)
    {
        using var client = ScriptedChatClient.Failing(thrown);
        return await FailureAsync(client, stream: false);
    }

    private static async Task<Failure> FailureAsync(IChatClient client, bool stream) =>
        Assert.IsType<Exchange.Failed>(await RunAsync(client, ChatCall.Question(stream))).Failure;

    private static Task<Exchange> RunAsync(IChatClient client, Ask ask) =>
        new ChatClientProvider(client, new FakeTimeProvider()).AskAsync(ask, _ => { }, CancellationToken.None);
}
