namespace Hailstone.Simulator;

/// <summary>How long a simulated model takes: log-normal, drawn for each answer.</summary>
public sealed record LatencyOptions
{
    /// <summary>No time at all.</summary>
    public static LatencyOptions None { get; } = new()
    {
        FirstToken = TimeSpan.Zero,
        PerToken = TimeSpan.Zero,
        Refusal = TimeSpan.Zero,
    };

    /// <summary>Median time to the first token; default 400 ms, at most an hour.</summary>
    public TimeSpan FirstToken { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>Standard deviation of the logarithm of the time to the first token; default 0.35, 0 to 3.</summary>
    public double FirstTokenSigma { get; init; } = 0.35;

    /// <summary>Median time for each token, reasoning included; default 8 ms, at most an hour.</summary>
    public TimeSpan PerToken { get; init; } = TimeSpan.FromMilliseconds(8);

    /// <summary>Standard deviation of the logarithm of the time for each token; default 0.2, 0 to 3.</summary>
    public double PerTokenSigma { get; init; } = 0.2;

    /// <summary>Time to an error or to a list of models; default 20 ms, at most an hour.</summary>
    public TimeSpan Refusal { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Tokens in one event of a stream; default 4, 1 to 1,000.</summary>
    public int TokensPerEvent { get; init; } = 4;
}
