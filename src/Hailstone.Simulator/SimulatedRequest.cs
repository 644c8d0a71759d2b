namespace Hailstone.Simulator;

/// <summary>A request as it reaches the simulated provider.</summary>
public sealed record SimulatedRequest
{
    /// <summary>The HTTP method, in upper case.</summary>
    public required string Method { get; init; }

    /// <summary>The path without its query, from the first slash: <c>/v1/chat/completions</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The query with its question mark; default empty.</summary>
    public string Query { get; init; } = "";

    /// <summary>The headers by lower-case name; default none.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The body's bytes; default none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }
}
