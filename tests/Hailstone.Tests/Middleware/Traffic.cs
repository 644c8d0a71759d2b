using Hailstone.Middleware;
using Hailstone.Simulator;
using Hailstone.Tests.Simulator;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Hailstone.Tests.Middleware;

/// <summary>A program that asks a provider through the pacing, all on one virtual clock.</summary>
internal sealed class Traffic : IDisposable
{
    public const string Key = "sk-secret-0123456789";

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    private readonly HttpClient _other;
    private int _begun;
    private int _done;

    public Traffic(Func<SimulatedRequest, TimeSpan, SimulatedReply> decide, PacerOptions? options = null)
    {
        Provider = new VirtualProvider(Clock, decide);
        Pacer = new Pacer(Clock, 1, options);
        Client = MakeClient();
        _other = MakeClient();
    }

    public Traffic(params ReadOnlySpan<SimulatedReply> replies)
        : this(InTurn([.. replies]))
    {
    }

    public FakeTimeProvider Clock { get; } = new();

    public Pacer Pacer { get; }

    public VirtualProvider Provider { get; }

    /// <summary>The first of two clients, each with a handler of its own.</summary>
    public HttpClient Client { get; }

    /// <summary>Asks, and reads the answer whole.</summary>
    /// <param name="more">What the question's body says beside model and message.</param>
    /// <param name="client">Which client is to ask: 0 or 1.</param>
    public Task<(int Status, string Body)> AskAsync(string more = "\"n\": 1", int client = 0) =>
        AskWithWishAsync(more, client, TestContext.Current.CancellationToken);

    /// <summary>Asks, as long as the caller wishes.</summary>
    public Task<(int Status, string Body)> AskUntilAsync(CancellationToken wish) =>
        AskWithWishAsync("\"n\": 1", 0, wish);

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
        Client.Dispose();
        _other.Dispose();
        Pacer.Dispose();
        Provider.Dispose();
    }

    private HttpClient MakeClient()
    {
        PacingHandler? handler = null;
        try
        {
            handler = new PacingHandler(Pacer, Provider);
            var client = new HttpClient(handler)
            {
                BaseAddress = new Uri("https://provider.test/v1/"),
                Timeout = Timeout.InfiniteTimeSpan,
            };
            handler = null;
            client.DefaultRequestHeaders.Add("Authorization", "Bearer " + Key);
            return client;
        }
        finally
        {
            handler?.Dispose();
        }
    }

    private async Task<(int Status, string Body)> AskWithWishAsync(string more, int client, CancellationToken wish)
    {
        Interlocked.Increment(ref _begun);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "chat/completions")
            {
                Content = Question(more),
            };
            using var response = await (client == 0 ? Client : _other).SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, wish);
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(wish));
        }
        finally
        {
            Interlocked.Increment(ref _done);
        }
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
