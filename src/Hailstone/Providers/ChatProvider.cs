using System.Net;

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
    private readonly HttpMessageInvoker _http;
    private readonly Uri _endpoint;
    private readonly string? _key;
    private readonly TimeProvider _time;

    /// <summary>Makes a client of one endpoint.</summary>
    /// <param name="http">What sends, from <see cref="ProviderHttp.Create"/>; it stays the caller's.</param>
    /// <param name="baseUrl">Where the API is, <c>/v1</c> included; a query (<c>?api-version=</c>) is kept.</param>
    /// <param name="key">The key, sent as a bearer token; null where the server needs none.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ArgumentException">
    /// The URL is not HTTP, or a key would go over plain HTTP to another machine, or the key has characters that no
    /// header takes.
    /// </exception>
    public ChatProvider(HttpMessageInvoker http, Uri baseUrl, string? key, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(time);
        _http = http;
        _endpoint = Endpoint.Of(baseUrl, "chat/completions", key);
        _key = key;
        _time = time;
    }

    /// <inheritdoc/>
    public Task<Exchange> AskAsync(Ask ask, Action<ResponseHead> onHead, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ask);
        ArgumentNullException.ThrowIfNull(onHead);
        return ExchangeAsync(ask, onHead, cancellation);
    }

    private async Task<Exchange> ExchangeAsync(Ask ask, Action<ResponseHead> onHead, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var body = ChatRequest.Write(ask);
        using var clock = new PhaseClock(_time, ask.Limits, body.Length, cancellation);
        using var request = Request(body, ask.Settings.Stream, clock);
        var call = new WireCall(body, clock, new ChatReader(), _key, cancellation);
        return await call.RunAsync(_http, request, ask.Settings.Stream, onHead);
    }

    private HttpRequestMessage Request(ReadOnlyMemory<byte> body, bool stream, PhaseClock clock)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _endpoint)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Content = new SentOnceContent(body, clock.SendBegins, clock.SendEnds),
        };
        request.Headers.TryAddWithoutValidation("Accept", stream ? "text/event-stream" : "application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", "hailstone");
        if (_key is not null)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {_key}");
        return request;
    }
}
