using System.Globalization;
using System.Text.RegularExpressions;
using Hailstone.Providers;

namespace Hailstone.Pacing;

/// <summary>The least time to wait as a response says it. What cannot be read is null, what is past is zero.</summary>
internal static partial class RetryAfter
{
    /// <summary>The three forms of a date in HTTP (RFC 9110, section 5.6.7).</summary>
    private static readonly string[] DateForms =
        ["ddd, dd MMM yyyy HH:mm:ss 'GMT'", "dddd, dd-MMM-yy HH:mm:ss 'GMT'", "ddd MMM d HH:mm:ss yyyy"];

    /// <summary>
    /// Reads it from <c>retry-after-ms</c>, else <c>Retry-After</c>, else <c>google.rpc.RetryInfo</c>, else the words.
    /// </summary>
    /// <param name="head">Status and headers, or null.</param>
    /// <param name="message">The error's words.</param>
    /// <param name="body">The error's body, or null.</param>
    /// <param name="now">The time, for dates where the server sent none itself.</param>
    /// <returns>The time to wait from the response on, at most 31 days; null where nothing says it.</returns>
    public static TimeSpan? Read(ResponseHead? head, string message, string? body, DateTimeOffset now) =>
        Durations.ReadNumber(head?["retry-after-ms"], TimeSpan.FromMilliseconds(1))
            ?? OfHeader(head, now)
            ?? OfGoogle(body)
            ?? OfWords(message);

    /// <summary>The server's own time of the response; where it did not say it, ours.</summary>
    /// <param name="head">Status and headers, or null.</param>
    /// <param name="now">Our time.</param>
    public static DateTimeOffset ServerTime(ResponseHead? head, DateTimeOffset now) => Date(head?["date"]) ?? now;

    private static TimeSpan? OfHeader(ResponseHead? head, DateTimeOffset now)
    {
        if (head?["retry-after"] is not { } value)
            return null;
        if (Date(value) is { } date)
            return Durations.Bounded(date - ServerTime(head, now));
        return Durations.ReadNumber(value, TimeSpan.FromSeconds(1)) ?? Durations.Read(value.Trim());
    }

    private static TimeSpan? OfGoogle(string? body) =>
        body is not null && RetryDelay().Match(body) is { Success: true } delay
            ? Durations.Read(delay.Groups[1].Value)
            : null;

    private static TimeSpan? OfWords(string message) =>
        TryAgain().Match(message) is { Success: true } words ? Durations.Read(words.Groups[1].Value.Trim()) : null;

    private static DateTimeOffset? Date(string? text) =>
        DateTimeOffset.TryParseExact(
            text, DateForms, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out var date)
            ? date
            : null;

    [GeneratedRegex("\"retryDelay\"\\s*:\\s*\"(\\d{1,9}(?:\\.\\d{1,9})?s)\"", RegexOptions.CultureInvariant)]
    private static partial Regex RetryDelay();

    [GeneratedRegex(
        @"(?i:try again|retry|retrying)\s+(?i:in|after)\s+((?:\d{1,9}(?:\.\d{1,9})?\s*"
        + @"(?:milliseconds?|ms|days?|d|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)(?![a-z])\s*)+)",
        RegexOptions.CultureInvariant)]
    private static partial Regex TryAgain();
}
