namespace Hailstone.Simulator;

/// <summary>How one simulated model behaves.</summary>
public sealed record ModelOptions
{
    /// <summary>How long it takes.</summary>
    public LatencyOptions Latency { get; init; } = new();

    /// <summary>
    /// Parameters that are refused with any value (400 <c>unsupported_parameter</c>): <c>max_tokens</c>; default none.
    /// </summary>
    public IReadOnlyList<string> Refuses { get; init; } = [];

    /// <summary>
    /// Parameters that are refused unless they have the API's own default (400 <c>unsupported_value</c>), which is 0
    /// for penalties and else 1: <c>temperature</c>; default none.
    /// </summary>
    public IReadOnlyList<string> OnlyDefault { get; init; } = [];

    /// <summary>The day that <c>GET /v1/models</c> says it ends; default null. It answers all the same.</summary>
    public DateOnly? ShutdownDate { get; init; }
}
