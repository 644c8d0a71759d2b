using System.Net.Sockets;
using System.Security.Authentication;
using Hailstone.Providers;
using Xunit;

namespace Hailstone.Tests.Providers;

public sealed class NetworkFailureTests
{
    public static readonly TheoryData<Exception, FailureKind> Exceptions = new()
    {
        { Request(HttpRequestError.NameResolutionError, new SocketException(11001)), FailureKind.Unreachable },
        { Request(HttpRequestError.ConnectionError, new SocketException(10061)), FailureKind.Unreachable },
        { Request(HttpRequestError.ProxyTunnelError), FailureKind.Unreachable },
        { Request(HttpRequestError.SecureConnectionError, new IOException("unexpected EOF")), FailureKind.Unreachable },
        {
            Request(
                HttpRequestError.SecureConnectionError,
                new AuthenticationException("The remote certificate is invalid according to the validation procedure")),
            FailureKind.Certificate
        },
        { Request(HttpRequestError.HttpProtocolError, Http2(7)), FailureKind.TurnedAway },
        { Request(HttpRequestError.HttpProtocolError, Http2(2)), FailureKind.Reset },
        { Request(HttpRequestError.ResponseEnded), FailureKind.Reset },
        { Request(HttpRequestError.InvalidResponse), FailureKind.Malformed },
        { Request(HttpRequestError.ConfigurationLimitExceeded), FailureKind.Malformed },
        { new HttpIOException(HttpRequestError.ResponseEnded, "cut"), FailureKind.Reset },
        { new HttpIOException(HttpRequestError.InvalidResponse, "bad chunk"), FailureKind.Malformed },
        { new IOException("reset", new SocketException(10054)), FailureKind.Reset },
        { new TaskCanceledException("slow", new TimeoutException()), FailureKind.Timeout },
    };

    [Theory]
    [MemberData(nameof(Exceptions))]
    public async Task Exceptions_of_the_network_are_returned_as_evidence(Exception exception, FailureKind kind)
    {
        var failure = await ChatCall.FailureAsync(Script.Failing(exception));

        Assert.Equal((kind, null), (failure.Kind, failure.Status));
        Assert.NotEmpty(failure.Message);
    }

    [Fact]
    public async Task A_defect_of_ours_is_no_failure_of_the_network() =>
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => ChatCall.RunAsync(Script.Failing(new InvalidOperationException("defect"))));

    [Fact]
    public async Task A_handler_that_would_send_a_second_time_is_stopped()
    {
        // What SocketsHttpHandler does by itself when an HTTP/2 server refuses a stream.
        using var handler = new SendingTwice();
        using var http = new HttpMessageInvoker(handler);

        var exchange = await new ChatProvider(http, new Uri("https://a.test/v1"), null, TimeProvider.System)
            .AskAsync(ChatCall.Question(), _ => { }, CancellationToken.None);

        Assert.Equal(FailureKind.TurnedAway, Assert.IsType<Exchange.Failed>(exchange).Failure.Kind);
        Assert.Equal(1, handler.Sent);
    }

    private static HttpProtocolException Http2(long code) => new(code, "RST_STREAM", null);

    private static HttpRequestException Request(HttpRequestError error, Exception? inner = null) =>
        new(error, "The request failed.", inner);

    private sealed class SendingTwice : HttpMessageHandler
    {
        public int Sent { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            while (Sent < 5)
            {
                await request.Content!.CopyToAsync(Stream.Null, cancellationToken);
                Sent++;
            }
            return new HttpResponseMessage();
        }
    }
}
