namespace Hailstone.Providers;

/// <summary>
/// The Chat Completions dialect, as OpenAI defined it and many servers follow it. One call is one HTTP exchange:
/// nothing is retried, no redirect is followed.
/// </summary>
/// <remarks>
/// A stream that has a finish reason and no <c>[DONE]</c> is a whole answer: compatible servers leave the mark out.
/// Fields, events and finish reasons that are not known are passed over, and the raw finish reason is kept.
/// </remarks>
public sealed class ChatProvider : IProvider
{
    private readonly WireEndpoint _endpoint;

    /// <summary>Makes a client of one endpoint.</summary>
    /// <param name="http">What sends, from <see cref="ProviderHttp.Create"/>; it stays the caller's.</param>
    /// <param name="baseUrl">Where the API is, <c>/v1</c> included; a query (<c>?api-version=</c>) is kept.</param>
    /// <param name="key">The key, sent as a bearer token; null where the server needs none.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ArgumentException">
    /// The URL is not HTTP, or a key would go over plain HTTP to another machine, or the key has characters that no
    /// header takes.
    /// </exception>
    public ChatProvider(HttpMessageInvoker http, Uri baseUrl, string? key, TimeProvider time) =>
        _endpoint = new WireEndpoint(
            http, Endpoint.Of(baseUrl, "chat/completions", key), key, Endpoint.BearerHeaders(key), time);

    /// <inheritdoc/>
    public Task<Exchange> AskAsync(Ask ask, Action<ResponseHead> onHead, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ask);
        ArgumentNullException.ThrowIfNull(onHead);
        return _endpoint.AskAsync(ask, ChatRequest.Write(ask), new ChatReader(), onHead, cancellation);
    }
}
