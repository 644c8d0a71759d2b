using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Hailstone.Simulator;
using Xunit;

namespace Hailstone.Tests.Simulator;

public sealed class ServerTests : IAsyncLifetime
{
    private readonly HttpClient _client = new();
    private readonly List<SimulatorServer> _servers = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        foreach (var server in _servers)
            await server.DisposeAsync();
    }

    private async Task<SimulatorServer> StartAsync(SimulatorOptions options)
    {
        var server = await SimulatorServer.StartAsync(options, 0, TimeProvider.System, Token);
        _servers.Add(server);
        return server;
    }

    private async Task<HttpResponseMessage> PostAsync(SimulatorServer server, string more = "\"n\": 1")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, "v1/chat/completions"))
        {
            Content = new ByteArrayContent(Asking.Chat(more: more).Body.ToArray()),
        };
        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
    }

    [Fact]
    public async Task A_whole_answer_comes_over_loopback_with_its_headers()
    {
        var server = await StartAsync(Asking.Instant with { Quota = new QuotaOptions { RequestsPerMinute = 5000 } });

        using var response = await PostAsync(server);

        var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token)).RootElement;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("chat.completion", body.GetProperty("object").GetString());
        Assert.Equal("4999", response.Headers.GetValues("x-ratelimit-remaining-requests").Single());
        Assert.NotNull(response.Headers.Date);
        Assert.True(IPAddress.IsLoopback(IPAddress.Parse(server.Address.Host)));
    }

    [Fact]
    public async Task A_stream_comes_event_by_event()
    {
        var server = await StartAsync(new SimulatorOptions
        {
            AnyModel = new() { Latency = new() { FirstToken = TimeSpan.Zero, PerToken = TimeSpan.FromMinutes(10) } },
        });

        using var response = await PostAsync(server, "\"stream\": true");
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Token));

        // The words take minutes: that this line arrives shows that the event before them was not held back.
        Assert.Contains("assistant", await reader.ReadLineAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_whole_stream_ends_with_done()
    {
        var server = await StartAsync(Asking.Instant);

        using var response = await PostAsync(server, "\"stream\": true");

        Assert.EndsWith("data: [DONE]\n\n", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_reset_before_the_head_fails_the_request()
    {
        var server = await StartAsync(Asking.Instant with { Faults = [new("reset", 1)] });

        await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync(server));
        Assert.Equal(1, server.Stats.Replies["reset"]);
    }

    [Theory]
    [InlineData("cut", "\"stream\": true", "data: {")]
    [InlineData("cut", "\"stream\": false", "{\"id\":")]
    [InlineData("close", "\"stream\": true", "data: {")]
    [InlineData("close", "\"stream\": false", "{\"id\":")]
    public async Task An_answer_that_is_cut_begins_well_and_fails_in_its_body(string fault, string more, string begins)
    {
        var server = await StartAsync(Asking.Instant with { Faults = [new(fault, 1)] });
        using var response = await PostAsync(server, more);
        using var body = await response.Content.ReadAsStreamAsync(Token);
        var begun = new byte[begins.Length];

        await body.ReadExactlyAsync(begun, Token);

        Assert.Equal(begins, Encoding.UTF8.GetString(begun));
        await Assert.ThrowsAnyAsync<IOException>(() => body.CopyToAsync(Stream.Null, Token));
        Assert.Equal(1, server.Stats.BilledCalls);
    }

    [Fact]
    public async Task A_hang_lasts_until_the_client_gives_up_and_does_not_keep_the_server_from_stopping()
    {
        var server = await StartAsync(Asking.Instant with { Faults = [new("hang", 1)] });
        var waiting = PostAsync(server);
        using (var stats = await _client.GetAsync(new Uri(server.Address, "simulator/stats"), Token))
            Assert.False(waiting.IsCompleted);

        await server.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => waiting);
    }

    [Fact]
    public async Task A_body_over_32_megabytes_is_refused()
    {
        var server = await StartAsync(Asking.Instant);
        var head = string.Create(CultureInfo.InvariantCulture,
            $"POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Length: {(32 << 20) + 1}\r\n\r\n");
        using var socket = new System.Net.Sockets.TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, server.Address.Port, Token);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), Token);
        using var reader = new StreamReader(socket.GetStream());

        Assert.StartsWith("HTTP/1.1 413", await reader.ReadLineAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hundreds_of_requests_can_be_open_at_once()
    {
        var server = await StartAsync(new SimulatorOptions
        {
            AnyModel = new() { Latency = LatencyOptions.None with { FirstToken = TimeSpan.FromMilliseconds(300) } },
        });

        var statuses = await Task.WhenAll(Enumerable.Range(0, 400).Select(async _ =>
        {
            using var response = await PostAsync(server);
            return response.StatusCode;
        }));

        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(400, server.Stats.BilledCalls);
    }

    [Fact]
    public async Task A_taken_port_is_an_io_exception()
    {
        var server = await StartAsync(Asking.Instant);

        await Assert.ThrowsAnyAsync<IOException>(() =>
            SimulatorServer.StartAsync(Asking.Instant, server.Address.Port, TimeProvider.System, Token));
    }
}
