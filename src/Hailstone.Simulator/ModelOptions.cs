namespace Hailstone.Simulator;

/// <summary>How one simulated model behaves.</summary>
public sealed record ModelOptions
{
    /// <summary>The names that <see cref="OnlyApi"/> takes.</summary>
    public static IReadOnlyList<string> ApiNames { get; } = ["chat", "responses", "messages", "completions"];

    /// <summary>How long it takes.</summary>
    public LatencyOptions Latency { get; init; } = new();

    /// <summary>Whether it was retired: it is in no list, and a question to it is a 404; default false.</summary>
    public bool Retired { get; init; }

    /// <summary>
    /// The one API that it answers in: <c>chat</c>, <c>responses</c>, <c>messages</c>, or <c>completions</c>, which is
    /// not simulated; default null: all. A question in another is refused with the name of the right one where the
    /// provider tells it.
    /// </summary>
    public string? OnlyApi { get; init; }

    /// <summary>
    /// Parameters that are refused with any value (400 <c>unsupported_parameter</c>): <c>max_tokens</c>; default none.
    /// </summary>
    public IReadOnlyList<string> Refuses { get; init; } = [];

    /// <summary>
    /// Parameters that are refused unless they have the API's own default (400 <c>unsupported_value</c>), which is 0
    /// for penalties and else 1: <c>temperature</c>; default none.
    /// </summary>
    public IReadOnlyList<string> OnlyDefault { get; init; } = [];

    /// <summary>
    /// Parameters of which a request may have one alone: <c>temperature</c> and <c>top_p</c>; default none.
    /// </summary>
    public IReadOnlyList<string> OneOf { get; init; } = [];

    /// <summary>
    /// The levels of effort that it takes; default null: any. Where it is empty the parameter itself is refused.
    /// </summary>
    public IReadOnlyList<string>? Efforts { get; init; }

    /// <summary>The effort that it makes where none is asked for, as responses repeat it; default null: none.</summary>
    public string? DefaultEffort { get; init; }

    /// <summary>
    /// Whether a JSON Schema that is to be followed strictly is refused unless each of its objects forbids additional
    /// properties and, with OpenAI, requires all that it has; default false.
    /// </summary>
    public bool ChecksSchemas { get; init; }

    /// <summary>
    /// Tokens of prompt and answer together, at least 1; default null: unlimited. A longer prompt is refused, and an
    /// answer ends where the window is full.
    /// </summary>
    public long? ContextWindow { get; init; }

    /// <summary>The service tier that answers; default null: the one that was asked for.</summary>
    public string? ServiceTier { get; init; }

    /// <summary>The day that <c>GET /v1/models</c> says it ends; default null. It answers all the same.</summary>
    public DateOnly? ShutdownDate { get; init; }
}
