namespace Hailstone.Ledger;

/// <summary>
/// Kept answers were scored again by another suite, without a call: the trials whose outcome changed end again after
/// this. Where several stand in a run, the last one says by which suite its scores are.
/// </summary>
public sealed record RunRescored : Fact
{
    /// <summary>The version of Hailstone that scored.</summary>
    public required string Version { get; init; }

    /// <summary>The content hash of the suite whose scorers were applied.</summary>
    public required string SuiteHash { get; init; }

    /// <summary>The id of the plan that the suite makes now: <c>resume</c> goes on with it.</summary>
    public required string Plan { get; init; }

    /// <summary>The fingerprint of the scorers, as <see cref="RunStarted.Scoring"/>.</summary>
    public required string Scoring { get; init; }

    /// <summary>What each item expects, by its index, as <see cref="ItemFact.Expected"/>.</summary>
    public required IReadOnlyList<string> Expected { get; init; }

    /// <summary>What the result must hold now.</summary>
    public IReadOnlyList<GateFact> Gates { get; init; } = [];
}
