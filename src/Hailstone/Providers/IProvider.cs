namespace Hailstone.Providers;

/// <summary>Asks a model once. An attempt is one HTTP exchange: nothing is retried in here.</summary>
public interface IProvider
{
    /// <summary>Puts one question to one model.</summary>
    /// <param name="ask">The question.</param>
    /// <param name="onHead">Called once when the response's status and headers arrive, before its body is read.</param>
    /// <param name="cancellation">The user's wish to stop; it alone ends the call with an exception.</param>
    /// <returns>The answer or the failure; a failure of the network or of the provider does not throw.</returns>
    Task<Exchange> AskAsync(Ask ask, Action<ResponseHead> onHead, CancellationToken cancellation);
}

/// <summary>How one exchange ended.</summary>
public abstract record Exchange
{
    private Exchange()
    {
    }

    /// <summary>When things happened.</summary>
    public required Stamps Stamps { get; init; }

    /// <summary>The status and headers, or null where none arrived.</summary>
    public ResponseHead? Head { get; init; }

    /// <summary>The SHA-256 of the request's body, in lower-case hexadecimal.</summary>
    public required string RequestHash { get; init; }

    /// <summary>The request's body as it was sent.</summary>
    public required string RequestBody { get; init; }

    /// <summary>
    /// The response's body as it came (the raw events of a stream), at most 64 K characters; null where none came.
    /// </summary>
    public string? ResponseBody { get; init; }

    /// <summary>The model answered, whatever the answer is worth.</summary>
    /// <param name="Response">The answer.</param>
    public sealed record Answered(Response Response) : Exchange;

    /// <summary>No usable answer came.</summary>
    /// <param name="Failure">What happened instead.</param>
    public sealed record Failed(Failure Failure) : Exchange;
}

/// <summary>The status line and headers of a response.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">The headers by lower-case name.</param>
public sealed record ResponseHead(int Status, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>A header's value, or null.</summary>
    /// <param name="name">Its lower-case name.</param>
    public string? this[string name] => Headers.GetValueOrDefault(name);

    /// <summary>The provider's id of the request (<c>x-request-id</c>, <c>request-id</c>), or null.</summary>
    public string? RequestId => this["x-request-id"] ?? this["request-id"];
}

/// <summary>When things happened in one exchange, each as the time since the call began.</summary>
/// <remarks>
/// The names are t2 to t7 of docs/ARCHITECTURE.md; waiting before the exchange is the caller's to know.
/// </remarks>
public sealed record Stamps
{
    /// <summary>The connection was there and the request's bytes were sent.</summary>
    public TimeSpan? Sent { get; init; }

    /// <summary>Status and headers arrived.</summary>
    public TimeSpan? Head { get; init; }

    /// <summary>
    /// The first event with content arrived, reasoning included; null where the answer was not streamed.
    /// </summary>
    public TimeSpan? FirstContent { get; init; }

    /// <summary>The first token of the answer itself arrived; null where the answer was not streamed.</summary>
    public TimeSpan? FirstAnswer { get; init; }

    /// <summary>The last content arrived; null where the answer was not streamed.</summary>
    public TimeSpan? LastContent { get; init; }

    /// <summary>The exchange was over.</summary>
    public required TimeSpan Closed { get; init; }
}
