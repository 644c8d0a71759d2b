namespace Hailstone.Providers;

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
