using Microsoft.Extensions.AI;

namespace Hailstone.Providers;

/// <summary>
/// A model behind an <see cref="IChatClient"/> of Microsoft.Extensions.AI: whatever has a client there can be asked.
/// </summary>
/// <remarks>
/// <para>One call is one call of the client. A client that retries by itself hides limits and spoils latencies: its
/// retries are its owner's to switch off.</para>
/// <para>A client tells neither headers nor bytes. <see cref="Exchange.RequestBody"/> is the question in the words of
/// Chat Completions, and the times count from the call: what the client does before it sends is in them. A stream that
/// ends with neither a finish reason nor a count of tokens is incomplete. A client that does not obey its cancellation
/// token is left behind when its time is over.</para>
/// </remarks>
public sealed class ChatClientProvider : IProvider
{
    private readonly IChatClient _client;
    private readonly TimeProvider _time;
    private readonly Func<Exception, ChatClientError?>? _explain;

    /// <summary>Makes a provider of a client.</summary>
    /// <param name="client">The client; it stays the caller's.</param>
    /// <param name="time">The clock.</param>
    /// <param name="explain">
    /// Takes the provider's response out of an exception of the client's own kind, so that a limit is known as a limit;
    /// null for an exception that it does not know. It is asked for an exception and for those inside it. Null, the
    /// default, knows the status in an <see cref="HttpRequestException"/> alone.
    /// </param>
    public ChatClientProvider(
        IChatClient client, TimeProvider time, Func<Exception, ChatClientError?>? explain = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(time);
        (_client, _time, _explain) = (client, time, explain);
    }

    /// <inheritdoc/>
    public async Task<Exchange> AskAsync(Ask ask, Action<ResponseHead> onHead, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ask);
        ArgumentNullException.ThrowIfNull(onHead);
        cancellation.ThrowIfCancellationRequested();
        var body = ChatRequest.Write(ask);
        using var clock = new PhaseClock(_time, ask.Limits, body.Length, cancellation);
        var call = new ChatClientCall(_client, ask, body, clock, _explain, cancellation);
        return await call.RunAsync(onHead);
    }
}
