using Hailstone.Middleware;
using Hailstone.Providers;
using Hailstone.Tests.Providers;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Hailstone.Tests.Middleware;

public sealed class PacingChatClientTests : IDisposable
{
    private static readonly ChatResponse Answer = new(new ChatMessage(ChatRole.Assistant, "366"));

    private readonly FakeTimeProvider _clock = new();
    private readonly ScriptedChatClient _inner;
    private readonly ScriptedChatClient _innerStreaming;
    private readonly Pacer _pacer;
    private readonly PacingChatClient _client;
    private readonly PacingChatClient _streaming;
    private Func<int, Task<ChatResponse>> _answer = _ => Task.FromResult(Answer);
    private Func<int, IAsyncEnumerable<ChatResponseUpdate>> _stream = _ => AsyncEnumerable.Empty<ChatResponseUpdate>();
    private int _calls;

    public PacingChatClientTests()
    {
        _inner = new ScriptedChatClient(_ => _answer(_calls++));
        _innerStreaming = new ScriptedChatClient(_ => _stream(_calls++));
        _pacer = new Pacer(_clock, 1);
        _client = new PacingChatClient(_inner, _pacer, Explain);
        _streaming = new PacingChatClient(_innerStreaming, _pacer, Explain);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        _streaming.Dispose();
        _pacer.Dispose();
        _inner.Dispose();
        _innerStreaming.Dispose();
    }

    [Fact]
    public async Task A_refusal_that_is_explained_is_waited_out()
    {
        var begun = _clock.GetUtcNow();
        _answer = call => call == 0
            ? Task.FromException<ChatResponse>(new FormatException())
            : Task.FromResult(Answer);

        var response = await UntilAsync(
            _client.GetResponseAsync("How many days has a leap year?", cancellationToken: Token));

        Assert.Same(Answer, response);
        Assert.Equal(2, _calls);
        Assert.True(_clock.GetUtcNow() - begun >= TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task A_mistake_of_the_callers_comes_back_at_once()
    {
        _answer = _ => Task.FromException<ChatResponse>(new ArgumentException("No such option."));

        await Assert.ThrowsAsync<ArgumentException>(() => _client.GetResponseAsync("?", cancellationToken: Token));
        Assert.Equal(1, _calls);
    }

    [Fact]
    public async Task A_stream_is_tried_again_until_something_of_it_has_come()
    {
        ChatResponseUpdate[] updates = [new(ChatRole.Assistant, "36"), new(ChatRole.Assistant, "6")];
        _stream = call => call switch
        {
            0 => BreakAsync([]),
            1 => updates.ToAsyncEnumerable(),
            _ => BreakAsync(updates[..1]),
        };

        Assert.Equal(["36", "6"], await UntilAsync(TextsAsync()));
        await Assert.ThrowsAsync<FormatException>(() => UntilAsync(TextsAsync()));
        Assert.Equal(3, _calls);
    }

    [Fact]
    public async Task Its_callers_wish_ends_a_wait()
    {
        using var wish = new CancellationTokenSource();
        _answer = _ => Task.FromException<ChatResponse>(new FormatException());

        var waiting = _client.GetResponseAsync("?", cancellationToken: wish.Token);
        await wish.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private static ChatClientError? Explain(Exception thrown) => thrown is FormatException
        ? new(429, [new("Retry-After", "7")], """{"error": {"message": "Slower.", "code": "rate_limit_exceeded"}}""")
        : null;

    private static async IAsyncEnumerable<ChatResponseUpdate> BreakAsync(ChatResponseUpdate[] updates)
    {
        foreach (var update in updates)
            yield return update;
        await Task.FromException(new FormatException());
    }

    private async Task<List<string>> TextsAsync()
    {
        var texts = new List<string>();
        await foreach (var update in _streaming.GetStreamingResponseAsync("?", cancellationToken: Token))
            texts.Add(update.Text);
        return texts;
    }

    private async Task<T> UntilAsync<T>(Task<T> end)
    {
        while (!end.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        return await end;
    }
}
