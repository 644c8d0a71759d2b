using System.Net;

namespace Hailstone.Providers;

/// <summary>One operation of an API over HTTP. One call is one exchange, without a retry.</summary>
internal sealed class WireEndpoint
{
    private readonly HttpMessageInvoker _http;
    private readonly Uri _address;
    private readonly string? _key;
    private readonly IReadOnlyList<KeyValuePair<string, string>> _headers;
    private readonly TimeProvider _time;

    /// <summary>Makes a client of one operation.</summary>
    /// <param name="http">What sends; it stays the caller's.</param>
    /// <param name="address">The operation's address, from <see cref="Endpoint.Of"/>.</param>
    /// <param name="key">The key, so that nothing which is kept repeats it; null where none is sent.</param>
    /// <param name="headers">The dialect's own headers, the key's among them.</param>
    /// <param name="time">The clock.</param>
    public WireEndpoint(
        HttpMessageInvoker http,
        Uri address,
        string? key,
        IReadOnlyList<KeyValuePair<string, string>> headers,
        TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(time);
        (_http, _address, _key, _headers, _time) = (http, address, key, headers, time);
    }

    /// <summary>Sends a body and reads what comes.</summary>
    /// <param name="ask">The question.</param>
    /// <param name="body">The question in the dialect's words.</param>
    /// <param name="reader">What gathers the answer.</param>
    /// <param name="onHead">Is told of status and headers when they arrive.</param>
    /// <param name="cancellation">The user's wish, and never a time limit.</param>
    public async Task<Exchange> AskAsync(
        Ask ask,
        ReadOnlyMemory<byte> body,
        IAnswerReader reader,
        Action<ResponseHead> onHead,
        CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var clock = new PhaseClock(_time, ask.Limits, body.Length, cancellation);
        using var request = Request(body, ask.Settings.Stream, clock);
        var call = new WireCall(body, clock, reader, _key, cancellation);
        return await call.RunAsync(_http, request, ask.Settings.Stream, onHead);
    }

    private HttpRequestMessage Request(ReadOnlyMemory<byte> body, bool stream, PhaseClock clock)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _address)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Content = new SentOnceContent(body, clock.SendBegins, clock.SendEnds),
        };
        request.Headers.TryAddWithoutValidation("Accept", stream ? "text/event-stream" : "application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", "hailstone");
        foreach (var (name, value) in _headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }
}
