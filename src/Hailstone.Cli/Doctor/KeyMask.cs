namespace Hailstone.Cli.Doctor;

/// <summary>Shows as much of a key as its owner needs to know it again, and no more.</summary>
internal static class KeyMask
{
    private const int Head = 6;
    private const int Tail = 4;
    private const int ShortestShown = 24;

    /// <summary>How a key begins and ends; a short one is not shown at all.</summary>
    public static string Of(string key) =>
        key.Length < ShortestShown ? new string('*', Tail) : $"{key[..Head]}…{key[^Tail..]}";

    /// <summary>Whether a value is what stands in a key's place in an example or on a vendor's page.</summary>
    public static bool IsNoKey(string value) =>
        value.Contains('*', StringComparison.Ordinal)
        || value.Contains('…', StringComparison.Ordinal)
        || value.Contains("...", StringComparison.Ordinal)
        || value.StartsWith('<')
        || value.StartsWith("your", StringComparison.OrdinalIgnoreCase);
}
