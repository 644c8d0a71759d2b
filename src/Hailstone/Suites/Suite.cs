namespace Hailstone.Suites;

/// <summary>A benchmark, resolved: every item, every target, every scorer, and nothing left to default.</summary>
public sealed record Suite
{
    /// <summary>The suite's name, as written.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence about it, or null.</summary>
    public string? Description { get; init; }

    /// <summary>The suite file's full path.</summary>
    public required string Path { get; init; }

    /// <summary>The SHA-256 of all that can change a result, in lower-case hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>The models to ask, in the order of the file; at least one, ids unique.</summary>
    public required IReadOnlyList<Target> Targets { get; init; }

    /// <summary>What the suite says of providers, by provider id.</summary>
    public required IReadOnlyDictionary<string, ProviderSettings> Providers { get; init; }

    /// <summary>The questions, in the order of the files; at least one, ids unique.</summary>
    public required IReadOnlyList<Item> Items { get; init; }

    /// <summary>How answers are scored, in order; at least one.</summary>
    public required IReadOnlyList<ScorerSpec> Scorers { get; init; }

    /// <summary>Trials of each pair of item and target; default 1, 1 to 1,000.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>The seed of the trials' order; default 0.</summary>
    public long Seed { get; init; }

    /// <summary>How calls are paced; default <see cref="PolicyKind.Adaptive"/>.</summary>
    public PolicySettings Policy { get; init; } = new();

    /// <summary>The most to spend, or null where neither the run nor a target has a limit.</summary>
    public BudgetSettings? Budget { get; init; }

    /// <summary>What the result must hold for exit code 0.</summary>
    public IReadOnlyList<Gate> Gates { get; init; } = [];
}
