using System.Text.Json.Serialization;

namespace Hailstone.Ledger;

/// <summary>A run began. It tells all that a report needs, so that no suite file is needed to read a ledger.</summary>
public sealed record RunStarted : Fact
{
    /// <summary>The run's id.</summary>
    public required string Run { get; init; }

    /// <summary>The version of Hailstone.</summary>
    public required string Version { get; init; }

    /// <summary>The suite's name.</summary>
    public required string Suite { get; init; }

    /// <summary>The suite's content hash.</summary>
    public required string SuiteHash { get; init; }

    /// <summary>The suite file's full path: where <c>resume</c> looks for it.</summary>
    public required string SuitePath { get; init; }

    /// <summary>The plan's id.</summary>
    public required string Plan { get; init; }

    /// <summary>What the command line said that changes the plan, so that <c>resume</c> makes the same one.</summary>
    public required RunOptions Options { get; init; }

    /// <summary>The items, by their index in the plan.</summary>
    public required IReadOnlyList<ItemFact> Items { get; init; }

    /// <summary>The targets, by their index in the plan.</summary>
    public required IReadOnlyList<TargetFact> Targets { get; init; }

    /// <summary>By which rules it was paced; null where not known.</summary>
    public PolicyFact? Policy { get; init; }

    /// <summary>A mark of the scorers and of the version of their code; null where not known.</summary>
    public string? Scoring { get; init; }

    /// <summary>Trials of each pair of item and target.</summary>
    public required int Repeats { get; init; }

    /// <summary>The seed of the order.</summary>
    public required long Seed { get; init; }

    /// <summary>The date of the price table.</summary>
    public required DateOnly PriceDate { get; init; }

    /// <summary>What the result must hold.</summary>
    public IReadOnlyList<GateFact> Gates { get; init; } = [];
}

/// <summary>An item as a report needs it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Category">Its category, or null.</param>
/// <param name="Cluster">Its cluster, or null.</param>
[JsonConverter(typeof(ItemFactJson))]
public sealed record ItemFact(string Id, string? Category, string? Cluster)
{
    /// <summary>A mark of what it asks; null where not known.</summary>
    public string? Asked { get; init; }

    /// <summary>A mark of what it expects; null where not known.</summary>
    public string? Expected { get; init; }
}

/// <summary>A gate as a report needs it.</summary>
/// <param name="Measure">What is compared.</param>
/// <param name="Comparison">How.</param>
/// <param name="Bound">With what.</param>
public sealed record GateFact(string Measure, string Comparison, decimal Bound);
