namespace Hailstone.Providers;

/// <summary>
/// The Messages dialect, as Anthropic defined it. One call is one HTTP exchange: nothing is retried, no redirect is
/// followed.
/// </summary>
/// <remarks>
/// A stream is whole when its last event is there (<c>message_stop</c>). A turn that the provider paused is given back
/// whole in <see cref="Response.TurnSoFar"/>, and the answer to an <see cref="Ask.TurnSoFar"/> begins with what was
/// said before. Fields, events, blocks and stop reasons that are not known are passed over, and the raw stop reason is
/// kept.
/// </remarks>
public sealed class MessagesProvider : IProvider
{
    /// <summary>The version of the API that is spoken: another may mean other things by the same words.</summary>
    private const string Version = "2023-06-01";

    private readonly WireEndpoint _endpoint;

    /// <summary>Makes a client of one endpoint.</summary>
    /// <param name="http">What sends, from <see cref="ProviderHttp.Create"/>; it stays the caller's.</param>
    /// <param name="baseUrl">Where the API is; <c>/v1</c> need not be part of it, and a query is kept.</param>
    /// <param name="key">The key, sent as <c>x-api-key</c>; null where the server needs none.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ArgumentException">
    /// The URL is not HTTP, or a key would go over plain HTTP to another machine, or the key has characters that no
    /// header takes.
    /// </exception>
    public MessagesProvider(HttpMessageInvoker http, Uri baseUrl, string? key, TimeProvider time) =>
        _endpoint = new WireEndpoint(http, Endpoint.Of(baseUrl, Operation(baseUrl), key), key, Headers(key), time);

    /// <inheritdoc/>
    public Task<Exchange> AskAsync(Ask ask, Action<ResponseHead> onHead, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ask);
        ArgumentNullException.ThrowIfNull(onHead);
        var reader = new MessagesReader(ask.TurnSoFar);
        return _endpoint.AskAsync(ask, MessagesRequest.Write(ask), reader, onHead, cancellation);
    }

    // Anthropic's base URL ends before the version, and everybody else's behind it: both are understood.
    private static string Operation(Uri? baseUrl) =>
        baseUrl is { IsAbsoluteUri: true }
        && baseUrl.AbsolutePath.TrimEnd('/').EndsWith("/v1", StringComparison.Ordinal)
            ? "messages"
            : "v1/messages";

    private static List<KeyValuePair<string, string>> Headers(string? key)
    {
        List<KeyValuePair<string, string>> headers = [new("anthropic-version", Version)];
        if (key is not null)
            headers.Add(new("x-api-key", key));
        return headers;
    }
}
