using Hailstone.Scoring;

namespace Hailstone.Importing;

/// <summary>A trial as a file of results tells it; what the file does not say is null.</summary>
internal sealed record ImportedTrial
{
    /// <summary>The line, or the number of the result, counted from 1.</summary>
    public required int Line { get; init; }

    /// <summary>The item's id.</summary>
    public required string Item { get; init; }

    /// <summary>The target's id.</summary>
    public required string Target { get; init; }

    /// <summary>Which of the repeats, from 1.</summary>
    public required int Repeat { get; init; }

    /// <summary>How it ended.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>The score, 0 to 1; null unless scored.</summary>
    public double? Score { get; init; }

    /// <summary>Why it ended so, one line.</summary>
    public string? Explain { get; init; }

    /// <summary>The item's category.</summary>
    public string? Category { get; init; }

    /// <summary>The item's cluster.</summary>
    public string? Cluster { get; init; }

    /// <summary>The model.</summary>
    public string? Model { get; init; }

    /// <summary>The provider.</summary>
    public string? Provider { get; init; }

    /// <summary>The answer's text.</summary>
    public string? Answer { get; init; }

    /// <summary>What it cost, in US dollars.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>How long the answer took.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>How sure the model was, 0 to 1.</summary>
    public double? Confidence { get; init; }

    /// <summary>Tokens of the question.</summary>
    public long? InputTokens { get; init; }

    /// <summary>Tokens of the answer.</summary>
    public long? OutputTokens { get; init; }
}
