namespace Hailstone.Pacing;

/// <summary>What a response's headers say of one bucket of the quota.</summary>
/// <param name="Bucket">
/// <c>requests</c>, <c>tokens</c>, <c>input_tokens</c>, <c>output_tokens</c> or <c>project_tokens</c>.
/// </param>
/// <param name="Limit">The bucket's size; null where not said. 0 means that the model has no quota at all.</param>
/// <param name="Remaining">What was left after this request; null where not said.</param>
/// <param name="Reset">When the bucket is full again, from the response on; null where not said.</param>
public sealed record BucketReading(string Bucket, long? Limit, long? Remaining, TimeSpan? Reset);
