using System.Globalization;
using System.Text.RegularExpressions;

namespace Hailstone.Pacing;

/// <summary>
/// One status, 429, has many meanings: a full minute, a full day, a limit of nothing, a request larger than the limit,
/// a spent account.
/// </summary>
internal static partial class RateLimitRules
{
    /// <summary>A wait that is longer is no pause between two calls.</summary>
    private static readonly TimeSpan LongWait = TimeSpan.FromMinutes(15);

    /// <summary>The exact meaning of a rate limit.</summary>
    public static ErrorKind Refine(ErrorEvidence evidence)
    {
        if (IsTooLarge(evidence))
            return ErrorKind.TooLong;
        if (HasNoQuota(evidence))
            return ErrorKind.NoQuota;
        return IsDaily(evidence) ? ErrorKind.DailyLimit : ErrorKind.RateLimit;
    }

    /// <summary>
    /// An empty quota: of the account, for good; or of a window, where there is a hint when to come back. Azure says
    /// <c>insufficient_quota</c> with <c>Retry-After</c> for a window.
    /// </summary>
    public static ErrorKind OfQuota(ErrorEvidence evidence)
    {
        var isWindow = evidence.RetryAfter is not null || evidence.QuotaId is not null || SaysDay(evidence.Message);
        return isWindow ? Refine(evidence) : ErrorKind.QuotaExhausted;
    }

    /// <summary>How long a spend cap holds: to the date in the words, else to the month's end in UTC.</summary>
    public static TimeSpan? UntilSpendCapEnds(ErrorEvidence evidence)
    {
        if (DateIn(evidence.Message) is { } date)
            return Durations.Bounded(date - evidence.ServerTime);
        if (evidence.Failure.Code != "enforced_spend_limit_reached")
            return evidence.RetryAfter;
        var time = evidence.ServerTime.UtcDateTime;
        var month = new DateTime(time.Year, time.Month, 1, 0, 0, 0, DateTimeKind.Utc);
        return month >= DateTime.MaxValue.AddMonths(-1) ? null : Durations.Bounded(month.AddMonths(1) - time);
    }

    private static bool IsTooLarge(ErrorEvidence evidence) =>
        evidence.Limits is { Limit: > 0 and { } limit, Requested: { } requested }
            ? requested > limit
            : evidence.Says("request too large");

    private static bool HasNoQuota(ErrorEvidence evidence) =>
        evidence.Limits.Limit == 0 || evidence.Buckets.Any(reading => reading.Limit == 0);

    private static bool IsDaily(ErrorEvidence evidence) =>
        evidence.RetryAfter > LongWait
        || SaysDay(evidence.Message)
        || evidence.QuotaId?.Contains("PerDay", StringComparison.OrdinalIgnoreCase) == true;

    private static bool SaysDay(string message) => Day().IsMatch(message);

    private static DateTimeOffset? DateIn(string message) =>
        RegainDate().Match(message) is { Success: true } match
        && DateTimeOffset.TryParseExact(
            $"{match.Groups[1].Value} {(match.Groups[2].Success ? match.Groups[2].Value : "00:00")}",
            "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date
            : null;

    [GeneratedRegex(@"\bper[- ]day\b|\b[RT]PD\b|\bdaily\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Day();

    [GeneratedRegex(
        @"regain access on (\d{4}-\d{2}-\d{2})(?: at (\d{2}:\d{2}))?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RegainDate();
}
