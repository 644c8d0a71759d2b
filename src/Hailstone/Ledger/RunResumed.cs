namespace Hailstone.Ledger;

/// <summary>A run went on after it had stopped. Attempts that had begun and not ended may have been paid for.</summary>
public sealed record RunResumed : Fact
{
    /// <summary>The version of Hailstone that went on.</summary>
    public required string Version { get; init; }
}
