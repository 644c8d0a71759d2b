using System.Text;
using Hailstone.Middleware;
using Hailstone.Simulator;
using Hailstone.Tests.Simulator;
using Microsoft.Extensions.Time.Testing;

namespace Hailstone.Tests.Middleware;

/// <summary>A program that asks a provider through the pacing, all on one virtual clock.</summary>
internal sealed class Traffic : IDisposable
{
    public const string Key = "sk-secret-0123456789";

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    private readonly List<HttpClient> _clients = [];
    private int _begun;
    private int _done;

    public Traffic(Func<SimulatedRequest, TimeSpan, SimulatedReply> decide, PacerOptions? options = null)
    {
        Provider = new VirtualProvider(Clock, decide);
        Pacer = new Pacer(Clock, 1, options);
    }

    public Traffic(params ReadOnlySpan<SimulatedReply> replies)
        : this(InTurn([.. replies]))
    {
    }

    public FakeTimeProvider Clock { get; } = new();

    public Pacer Pacer { get; }

    public VirtualProvider Provider { get; }

    /// <summary>A client with a handler of its own.</summary>
    public HttpClient Client()
    {
        var client = new HttpClient(new PacingHandler(Pacer, Provider), disposeHandler: false)
        {
            BaseAddress = new Uri("https://provider.test/v1/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.Add("Authorization", "Bearer " + Key);
        _clients.Add(client);
        return client;
    }

    /// <summary>Asks, and reads the answer whole.</summary>
    public async Task<(int Status, string Body)> AskAsync(
        HttpClient client, string more = "\"n\": 1", CancellationToken cancellation = default)
    {
        Interlocked.Increment(ref _begun);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "chat/completions") { Content = Question(more) };
            using var response = await client.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellation));
        }
        finally
        {
            Interlocked.Increment(ref _done);
        }
    }

    /// <summary>Lets the time pass until all is done.</summary>
    public async Task<T> UntilAsync<T>(Task<T> end)
    {
        for (var steps = 0; !end.IsCompleted; steps++)
        {
            await QuietAsync();
            if (end.IsCompleted)
                break;
            if (steps > 1_000_000)
                throw new InvalidOperationException("It waits for nothing.");
            Clock.Advance(Step);
        }

        return await end;
    }

    /// <summary>
    /// Waits until nothing can happen before the clock moves: each call waits in the pacer, waits at the provider, or
    /// is done, and none moved while that was looked at.
    /// </summary>
    public async Task QuietAsync()
    {
        while (true)
        {
            var (moves, done) = (Provider.Moves, Volatile.Read(ref _done));
            var (inside, waiting) = (Provider.Inside, Pacer.Waiting);
            if (inside + waiting + done == _begun && moves == Provider.Moves && done == Volatile.Read(ref _done))
                return;
            await Task.Yield();
        }
    }

    public void Dispose()
    {
        foreach (var client in _clients)
            client.Dispose();
        Pacer.Dispose();
        Provider.Dispose();
    }

    private static ByteArrayContent Question(string more)
    {
        var content = new ByteArrayContent(Asking.Chat(more: more).Body.ToArray());
        content.Headers.ContentType = new("application/json");
        return content;
    }

    private static Func<SimulatedRequest, TimeSpan, SimulatedReply> InTurn(SimulatedReply[] replies)
    {
        var next = 0;
        return (_, _) => replies[Math.Min(next++, replies.Length - 1)];
    }
}
