using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Hailstone.Tests.Providers;

/// <summary>A client of Microsoft.Extensions.AI that does what a test says.</summary>
internal sealed class ScriptedChatClient : IChatClient
{
    private readonly Func<CancellationToken, Task<ChatResponse>>? _whole;
    private readonly Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>>? _stream;

    public ScriptedChatClient(Func<CancellationToken, Task<ChatResponse>> whole) => _whole = whole;

    public ScriptedChatClient(Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> stream) =>
        _stream = stream;

    public IReadOnlyList<ChatMessage> Messages { get; private set; } = [];

    public ChatOptions? Options { get; private set; }

    public static ScriptedChatClient Answering(ChatResponse response) => new(_ => Task.FromResult(response));

    public static ScriptedChatClient Failing(Exception exception) =>
        new(_ => Task.FromException<ChatResponse>(exception));

    public static ScriptedChatClient Streaming(params ChatResponseUpdate[] updates) =>
        new(_ => updates.ToAsyncEnumerable());

    public static ScriptedChatClient Breaking(Exception exception, params ChatResponseUpdate[] updates) =>
        new(_ => BreakAsync(exception, updates));

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        (Messages, Options) = ([.. messages], options);
        return _whole!(cancellationToken);
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        (Messages, Options) = ([.. messages], options);
        await foreach (var update in _stream!(cancellationToken))
            yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> BreakAsync(
        Exception exception, ChatResponseUpdate[] updates)
    {
        foreach (var update in updates)
            yield return update;
        await Task.FromException(exception);
    }
}
