namespace Hailstone.Pacing;

/// <summary>Which bucket of the quota was empty.</summary>
internal static class EmptyBucket
{
    /// <summary>As the words name it, else the quota's id, the type, or the one header that says 0; or null.</summary>
    public static string? Of(ErrorEvidence evidence) =>
        evidence.Limits.Bucket
            ?? (evidence.QuotaId is { } id ? LimitText.BucketIn(id) : null)
            ?? OfType(evidence.Failure.Type)
            ?? OfHeaders(evidence);

    private static string? OfType(string? type) =>
        type is "requests" or "tokens" or "input_tokens" or "output_tokens" ? type : null;

    private static string? OfHeaders(ErrorEvidence evidence)
    {
        var empty = evidence.Buckets.Where(reading => reading.Remaining == 0).ToList();
        return empty.Count == 1 ? empty[0].Bucket : null;
    }
}
