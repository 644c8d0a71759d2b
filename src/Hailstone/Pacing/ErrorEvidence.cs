using System.Globalization;
using System.Text.RegularExpressions;
using Hailstone.Providers;

namespace Hailstone.Pacing;

/// <summary>A failure, with what the rules ask of it read once.</summary>
internal sealed partial class ErrorEvidence(Failure failure, DateTimeOffset now)
{
    /// <summary>The failure itself.</summary>
    public Failure Failure { get; } = failure;

    /// <summary>The error's words.</summary>
    public string Message => Failure.Message;

    /// <summary>The server's time of the response, else ours.</summary>
    public DateTimeOffset ServerTime { get; } = Pacing.RetryAfter.ServerTime(failure.Head, now);

    /// <summary>The least time to wait as the provider said it, or null.</summary>
    public TimeSpan? RetryAfter { get; } = Pacing.RetryAfter.Read(failure.Head, failure.Message, failure.Body, now);

    /// <summary>
    /// The error's status: the response's, or the number that an error inside a good response has as its code.
    /// </summary>
    public int? Status { get; } = failure.Status is >= 400
        ? failure.Status
        : StatusIn(failure.Code);

    /// <summary>What the words say of the bucket.</summary>
    public LimitText Limits => field ??= LimitText.Read(Message);

    /// <summary>What the headers say of the buckets.</summary>
    public IReadOnlyList<BucketReading> Buckets =>
        field ??= Failure.Head is { } head ? LimitHeaders.Read(head, ServerTime) : [];

    /// <summary>Whether a provider speaks in it, and not the network alone.</summary>
    public bool FromProvider => Failure.Kind == FailureKind.Error
        || (Failure.Kind == FailureKind.Malformed && Failure.Status >= 400);

    /// <summary>The id of Google's quota (<c>GenerateRequestsPerDayPerProjectPerModel-FreeTier</c>), or null.</summary>
    public string? QuotaId =>
        Failure.Body is { } body && GoogleQuota().Match(body) is { Success: true } id ? id.Groups[1].Value : null;

    /// <summary>Whether the error is Google's word for an empty quota, which covers both minutes and billing.</summary>
    public bool IsGoogleQuota => Failure.Type == "RESOURCE_EXHAUSTED";

    /// <summary>Whether the words hold a phrase, whatever its case.</summary>
    public bool Says(string phrase) => Message.Contains(phrase, StringComparison.OrdinalIgnoreCase);

    private static int? StatusIn(string? code) =>
        int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            && status is >= 400 and < 600
            ? status
            : null;

    [GeneratedRegex("\"quotaId\"\\s*:\\s*\"([^\"]{1,200})\"", RegexOptions.CultureInvariant)]
    private static partial Regex GoogleQuota();
}
