using Hailstone.Catalogue;
using Hailstone.Pacing;

namespace Hailstone.Cli.Doctor;

/// <summary>Tells an account's tier by its limits.</summary>
internal static class Tiers
{
    /// <summary>The tier whose limits a provider's headers tell; null where none fits.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="pool">The model's pool.</param>
    /// <param name="readings">What the headers say.</param>
    public static string? Of(ProviderFact provider, string pool, IReadOnlyList<BucketReading> readings)
    {
        var requests = LimitOf("requests");
        var tokens = LimitOf("tokens") ?? LimitOf("input_tokens");
        return provider.Tiers
            .Where(row => row.Pool == pool || row.Pool == "*")
            .OrderBy(row => row.Pool == "*")
            .FirstOrDefault(row => tokens is not null
                && (row.Limits.TokensPerMinute ?? row.Limits.InputTokensPerMinute) == tokens
                && (requests is null || row.Limits.RequestsPerMinute is null
                    || row.Limits.RequestsPerMinute == requests))
            ?.Tier;

        long? LimitOf(string bucket) => readings.FirstOrDefault(reading => reading.Bucket == bucket)?.Limit;
    }
}
