namespace Hailstone.Providers;

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
