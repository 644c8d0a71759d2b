using System.Security.Cryptography;
using System.Text.Json;
using Hailstone.Planning;
using Hailstone.Scoring;
using Hailstone.Suites;
using Hailstone.Suites.Parsing;

namespace Hailstone.Running;

/// <summary>
/// Short marks of what a result depends on, kept with each run: by them it can be said which results still hold after a
/// change, and none is taken for something else.
/// </summary>
internal static class Fingerprint
{
    // 96 bits: enough that no two differ by chance, and short in a ledger of a million items.
    private const int Bytes = 12;

    /// <summary>What an item asks.</summary>
    public static string Asked(Item item) => Of(item.Prompt, item.System);

    /// <summary>What an item expects.</summary>
    public static string Expected(Item item) => Short(SuiteHash.OfExpectations(item));

    /// <summary>Whom a target asks, where, and with what.</summary>
    public static string Of(PlannedTarget target) => Of(
    [
        target.Model.Provider.Id,
        target.Model.Provider.BaseUrl?.AbsoluteUri,
        target.Model.WireId,
        target.Settings.Dialect,
        target.Settings.InstructionRole,
        .. target.Settings.Fields.Select(field => $"{field.Key}={field.Value.GetRawText()}"),
    ]);

    /// <summary>How answers are scored: the suite's scorers, and the version of their code.</summary>
    public static string Scoring(Suite suite) => Short(SuiteHash.OfScorers(suite, Scorer.Version));

    private static string Of(params ReadOnlySpan<string?> parts) =>
        Short(SHA256.HashData(
            JsonSerializer.SerializeToUtf8Bytes(parts.ToArray(), FingerprintJson.Default.StringArray)));

    private static string Short(byte[] hash) => Convert.ToHexStringLower(hash.AsSpan(0, Bytes));
}
