using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Hailstone.Providers;
using Xunit;

namespace Hailstone.Tests.Providers;

/// <summary>Real sockets on this machine: what the network itself does wrong.</summary>
public sealed class LoopbackTests
{
    private const string Chunk = "data: {\"choices\":[{\"delta\":{\"content\":\"ab\"}}]}\n\n";

    [Fact]
    public async Task An_answer_over_a_socket_is_read_and_one_request_was_sent()
    {
        const string Body = """{"choices":[{"message":{"content":"four"},"finish_reason":"stop"}]}""";

        var (exchange, requests) = await AskAsync(
            $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n{Body}");

        Assert.Equal("four", Assert.IsType<Exchange.Answered>(exchange).Response.Text);
        var stamps = exchange.Stamps;
        Assert.True(TimeSpan.Zero < stamps.Sent && stamps.Sent <= stamps.Head && stamps.Head <= stamps.Closed);
        Assert.Equal(1, requests);
    }

    [Fact]
    public async Task A_connection_that_closes_before_the_head_is_lost_and_not_tried_again()
    {
        var (exchange, requests) = await AskAsync("");

        var failure = Assert.IsType<Exchange.Failed>(exchange).Failure;
        Assert.Equal((FailureKind.Reset, FailurePhase.FirstByte, null), (failure.Kind, failure.Phase, failure.Status));
        Assert.NotNull(exchange.Stamps.Sent);
        Assert.Equal(1, requests);
    }

    [Fact]
    public async Task A_reset_in_the_middle_of_a_stream_is_lost_with_its_part()
    {
        var (exchange, _) = await AskAsync(
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 5000\r\n\r\n" + Chunk);

        var failure = Assert.IsType<Exchange.Failed>(exchange).Failure;
        Assert.Equal((FailureKind.Reset, FailurePhase.Stream, "ab"), (failure.Kind, failure.Phase, failure.Partial));
    }

    [Fact]
    public async Task A_whole_body_that_ends_early_is_lost()
    {
        var (exchange, _) = await AskAsync(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{\"choices\":[");

        var failure = Assert.IsType<Exchange.Failed>(exchange).Failure;
        Assert.Equal((FailureKind.Reset, FailurePhase.Body, 200), (failure.Kind, failure.Phase, failure.Status));
        Assert.Equal("{\"choices\":[", exchange.ResponseBody);
    }

    [Fact]
    public async Task Bytes_that_are_no_http_are_malformed()
    {
        var (exchange, _) = await AskAsync("SSH-2.0-OpenSSH_9.9\r\n\r\n");

        Assert.Equal(FailureKind.Malformed, Assert.IsType<Exchange.Failed>(exchange).Failure.Kind);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        var (exchange, requests) = await AskAsync(
            "HTTP/1.1 307 Temporary Redirect\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n");

        Assert.Equal(FailureKind.Redirect, Assert.IsType<Exchange.Failed>(exchange).Failure.Kind);
        Assert.Equal(1, requests);
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_unreachable_and_nothing_was_sent()
    {
        var exchange = await AskAsync(PortOfNobody());

        var failure = Assert.IsType<Exchange.Failed>(exchange).Failure;
        Assert.Equal((FailureKind.Unreachable, FailurePhase.Connect), (failure.Kind, failure.Phase));
        Assert.Null(exchange.Stamps.Sent);
    }

    [Fact]
    public async Task A_server_that_speaks_no_tls_is_unreachable()
    {
        using var server = new OneAnswer("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");

        var exchange = await AskAsync(server.Port, "https");

        var failure = Assert.IsType<Exchange.Failed>(exchange).Failure;
        Assert.Equal((FailureKind.Unreachable, FailurePhase.Connect), (failure.Kind, failure.Phase));
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_told_apart()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var from = DateTimeOffset.UnixEpoch;
        using var certificate = request.CreateSelfSigned(from, from.AddYears(200));
        using var server = new OneAnswer("", certificate);

        var exchange = await AskAsync(server.Port, "https");

        var failure = Assert.IsType<Exchange.Failed>(exchange).Failure;
        Assert.Equal((FailureKind.Certificate, FailurePhase.Connect), (failure.Kind, failure.Phase));
    }

    private static int PortOfNobody()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<(Exchange Exchange, int Requests)> AskAsync(string answer)
    {
        using var server = new OneAnswer(answer);
        var exchange = await AskAsync(server.Port);
        return (exchange, server.Requests);
    }

    private static async Task<Exchange> AskAsync(int port, string scheme = "http")
    {
        using var http = ProviderHttp.Create();
        var ask = ChatCall.Question();
        var limits = ask.Limits with { Whole = TimeSpan.FromSeconds(30) };
        return await new ChatProvider(http, new Uri($"{scheme}://127.0.0.1:{port}/v1"), null, TimeProvider.System)
            .AskAsync(ask with { Limits = limits }, _ => { }, CancellationToken.None);
    }

    /// <summary>A server that reads what comes, sends the same bytes on every connection, and closes it.</summary>
    private sealed class OneAnswer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly byte[] _answer;
        private readonly X509Certificate2? _certificate;
        private int _requests;

        public OneAnswer(string answer, X509Certificate2? certificate = null)
        {
            _certificate = certificate;
            _answer = Encoding.UTF8.GetBytes(answer);
            _listener.Start();
            _ = ServeAsync();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public int Requests => Volatile.Read(ref _requests);

        public void Dispose() => _listener.Dispose();

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    using var connection = await _listener.AcceptTcpClientAsync();
                    if (_certificate is not null)
                        await ShakeHandsAsync(connection.GetStream(), _certificate);
                    await ReadRequestAsync(connection.GetStream());
                    Interlocked.Increment(ref _requests);
                    await connection.GetStream().WriteAsync(_answer);
                }
            }
            catch (Exception end) when (end is SocketException or ObjectDisposedException or IOException
                or AuthenticationException)
            {
                // The test is over, or its client is.
            }
        }

        private static async Task ShakeHandsAsync(NetworkStream stream, X509Certificate2 certificate)
        {
            await using var tls = new SslStream(stream, leaveInnerStreamOpen: true);
            await tls.AuthenticateAsServerAsync(certificate);
        }

        private static async Task ReadRequestAsync(NetworkStream stream)
        {
            var text = new StringBuilder();
            var buffer = new byte[4096];
            while (!text.ToString().EndsWith("}}", StringComparison.Ordinal))
            {
                var count = await stream.ReadAsync(buffer);
                if (count == 0 || buffer[0] == 0x16)
                    return;
                text.Append(Encoding.UTF8.GetString(buffer, 0, count));
            }
        }
    }
}
