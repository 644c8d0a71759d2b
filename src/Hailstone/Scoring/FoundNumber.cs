namespace Hailstone.Scoring;

/// <summary>A number that was found in an answer.</summary>
/// <param name="Value">Its value; null where no decimal can hold it.</param>
/// <param name="Written">As the answer writes it.</param>
/// <param name="Where">Where it was found, in words.</param>
internal sealed record FoundNumber(decimal? Value, string Written, string Where);
