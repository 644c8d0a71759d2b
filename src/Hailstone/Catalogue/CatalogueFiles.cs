using System.Text.Json.Serialization;

namespace Hailstone.Catalogue;

/// <summary>The file of models.</summary>
internal sealed record ModelsFile
{
    /// <summary>Where its schema is.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    public required DateOnly CompiledOn { get; init; }

    public required IReadOnlyDictionary<string, SourceRow> Sources { get; init; }

    public required IReadOnlyList<ModelFact> Models { get; init; }
}

/// <summary>Where facts come from.</summary>
/// <param name="What">What was read.</param>
/// <param name="Date">The day of it, or the month where the day is not known.</param>
internal sealed record SourceRow(string What, string Date);

/// <summary>The file of providers.</summary>
internal sealed record ProvidersFile
{
    /// <summary>Where its schema is.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    public required IReadOnlyList<ProviderFact> Providers { get; init; }

    public required IReadOnlyList<TierRow> Tiers { get; init; }
}

/// <summary>Limits of pools that are alike in one tier, by the suite's names of limits.</summary>
internal sealed record TierRow
{
    public required string Provider { get; init; }

    public required string Tier { get; init; }

    public required IReadOnlyList<string> Pools { get; init; }

    public long? Rpm { get; init; }

    public long? Tpm { get; init; }

    public long? Itpm { get; init; }

    public long? Otpm { get; init; }

    public long? Rpd { get; init; }

    public required IReadOnlyList<string> Sources { get; init; }

    public required DateOnly VerifiedOn { get; init; }
}
