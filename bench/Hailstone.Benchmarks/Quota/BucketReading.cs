namespace Hailstone.Benchmarks.Quota;

/// <summary>What headers say of a bucket.</summary>
/// <param name="Limit">Tokens in a window.</param>
/// <param name="Remaining">Whole tokens that are left.</param>
/// <param name="Reset">The time until nothing is used.</param>
internal sealed record BucketReading(long Limit, long Remaining, TimeSpan Reset);
