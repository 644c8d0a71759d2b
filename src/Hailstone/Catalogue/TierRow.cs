using Hailstone.Suites;

namespace Hailstone.Catalogue;

/// <summary>Limits of pools that are alike in one tier, as the catalogue's file says them.</summary>
internal sealed record TierRow
{
    public required string Provider { get; init; }

    public required string Tier { get; init; }

    public required IReadOnlyList<string> Pools { get; init; }

    public required QuotaSettings Limits { get; init; }

    public required IReadOnlyList<string> Sources { get; init; }

    public required DateOnly VerifiedOn { get; init; }
}
