namespace Hailstone.Providers;

/// <summary>
/// The Responses dialect, as OpenAI defined it; some of its models answer in no other. One call is one HTTP exchange:
/// nothing is retried, no redirect is followed.
/// </summary>
/// <remarks>
/// The provider is asked not to store the answer: the ledger keeps it. A stream is whole when its last event is there
/// (<c>response.completed</c>, <c>response.incomplete</c>), and what that event holds of the answer is what counts.
/// Fields, events and items that are not known are passed over, and the raw reason of an end is kept.
/// </remarks>
public sealed class ResponsesProvider : IProvider
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
    public ResponsesProvider(HttpMessageInvoker http, Uri baseUrl, string? key, TimeProvider time) =>
        _endpoint = new WireEndpoint(
            http, Endpoint.Of(baseUrl, "responses", key), key, Endpoint.BearerHeaders(key), time);

    /// <inheritdoc/>
    public Task<Exchange> AskAsync(Ask ask, Action<ResponseHead> onHead, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ask);
        ArgumentNullException.ThrowIfNull(onHead);
        return _endpoint.AskAsync(ask, ResponsesRequest.Write(ask), new ResponsesReader(), onHead, cancellation);
    }
}
