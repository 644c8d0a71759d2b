namespace Hailstone.Simulator;

/// <summary>
/// A server that answers so many requests at a time, as Ollama and llama.cpp do: further ones wait for their turn, and
/// what finds the queue full is refused.
/// </summary>
/// <param name="Slots">Answers at a time, over all keys and models; at least 1.</param>
public sealed record InFlightOptions(int Slots)
{
    /// <summary>How many may wait; default 512, as Ollama's; 0 or more.</summary>
    public int Queue { get; init; } = 512;

    /// <summary>The status of a refusal, 503 or 429; default 503.</summary>
    public int Status { get; init; } = 503;
}
