namespace Hailstone.Pacing;

/// <summary>Which bucket of the quota was empty.</summary>
internal static class EmptyBucket
{
    /// <summary>As the words name it, else the quota's id, else the type, else the one header that says 0; or null.</summary>
    public static string? Of(ErrorEvidence evidence) =>
        LimitText.BucketIn(evidence.Message)
            ?? (evidence.QuotaId is { } id ? LimitText.BucketIn(id) : null)
            ?? OfType(evidence.Failure.Type)
            ?? OfHeaders(evidence);

    private static string? OfType(string? type) =>
        type is "requests" or "tokens" or "input_tokens" or "output_tokens" ? type : null;

    private static string? OfHeaders(ErrorEvidence evidence)
    {
        if (evidence.Failure.Head is not { } head)
            return null;
        var empty = LimitHeaders.Read(head, evidence.ServerTime).Where(reading => reading.Remaining == 0).ToList();
        return empty.Count == 1 ? empty[0].Bucket : null;
    }
}
