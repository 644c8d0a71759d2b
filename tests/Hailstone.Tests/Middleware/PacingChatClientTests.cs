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
    private readonly Pacer _pacer;
    private int _calls;

    public PacingChatClientTests() => _pacer = new Pacer(_clock, 1);

    public void Dispose() => _pacer.Dispose();

    private static ChatClientError Refused => new(
        429, [new("Retry-After", "7")], """{"error": {"message": "Slower.", "code": "rate_limit_exceeded"}}""");

    [Fact]
    public async Task A_refusal_that_is_explained_is_waited_out()
    {
        var begun = _clock.GetUtcNow();
        using var client = Paced(new ScriptedChatClient(_ => _calls++ == 0
            ? Task.FromException<ChatResponse>(new VendorException())
            : Task.FromResult(Answer)));

        var response = await UntilAsync(client.GetResponseAsync("How many days has a leap year?"));

        Assert.Same(Answer, response);
        Assert.Equal(2, _calls);
        Assert.True(_clock.GetUtcNow() - begun >= TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task A_mistake_of_the_callers_comes_back_at_once()
    {
        using var client = Paced(new ScriptedChatClient(_ =>
        {
            _calls++;
            return Task.FromException<ChatResponse>(new ArgumentException("No such option."));
        }));

        await Assert.ThrowsAsync<ArgumentException>(
            () => client.GetResponseAsync("?", cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(1, _calls);
    }

    [Fact]
    public async Task A_stream_is_tried_again_until_something_of_it_has_come()
    {
        ChatResponseUpdate[] updates = [new(ChatRole.Assistant, "36"), new(ChatRole.Assistant, "6")];
        using var client = Paced(new ScriptedChatClient(_ => _calls++ switch
        {
            0 => BreakAsync([]),
            1 => updates.ToAsyncEnumerable(),
            _ => BreakAsync(updates[..1]),
        }));

        var whole = await UntilAsync(TextsAsync(client));
        var broken = UntilAsync(TextsAsync(client));

        Assert.Equal(["36", "6"], whole);
        await Assert.ThrowsAsync<VendorException>(() => broken);
        Assert.Equal(3, _calls);
    }

    [Fact]
    public async Task Its_callers_wish_ends_a_wait()
    {
        using var wish = new CancellationTokenSource();
        using var client = Paced(ScriptedChatClient.Failing(new VendorException()));

        var waiting = client.GetResponseAsync("?", cancellationToken: wish.Token);
        await wish.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private PacingChatClient Paced(ScriptedChatClient client) => new(
        client, _pacer, thrown => thrown is VendorException ? Refused : null);

    private static async Task<List<string>> TextsAsync(PacingChatClient client)
    {
        var texts = new List<string>();
        await foreach (var update in client.GetStreamingResponseAsync("?"))
            texts.Add(update.Text);
        return texts;
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> BreakAsync(ChatResponseUpdate[] updates)
    {
        foreach (var update in updates)
            yield return update;
        await Task.FromException(new VendorException());
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

    private sealed class VendorException : Exception;
}
