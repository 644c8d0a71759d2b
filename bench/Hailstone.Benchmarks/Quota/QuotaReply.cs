namespace Hailstone.Benchmarks.Quota;

/// <summary>What the server does with a request.</summary>
/// <param name="Status">The status; null where the connection is reset instead.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Parts">The body; its parts are spread evenly from the head to the end.</param>
/// <param name="HeadAfter">When status and headers are sent, since the request came.</param>
/// <param name="EndAfter">When the last part is sent, since the request came.</param>
internal sealed record QuotaReply(
    int? Status,
    IReadOnlyDictionary<string, string> Headers,
    IReadOnlyList<string> Parts,
    TimeSpan HeadAfter,
    TimeSpan EndAfter);
