using System.Globalization;
using System.Text.Json;

namespace Hailstone.Benchmarks.Quota;

/// <summary>How OpenAI tells of its limits, in headers and in words.</summary>
internal static class Refusals
{
    /// <summary>The headers of any reply that reached the quota.</summary>
    /// <param name="buckets">The buckets.</param>
    /// <param name="at">The time.</param>
    /// <param name="wait">What a refusal asks to wait for; null where it is none, or waiting does not help.</param>
    /// <param name="tells">Whether the server says anything of its limits.</param>
    public static Dictionary<string, string> Headers(
        IReadOnlyList<LeakyBucket> buckets, TimeSpan at, TimeSpan? wait, bool tells)
    {
        var headers = new Dictionary<string, string>();
        if (!tells)
            return headers;
        foreach (var bucket in buckets)
        {
            var reading = bucket.ReadingAt(at);
            headers[$"x-ratelimit-limit-{bucket.Name}"] = Text(reading.Limit);
            headers[$"x-ratelimit-remaining-{bucket.Name}"] = Text(reading.Remaining);
            headers[$"x-ratelimit-reset-{bucket.Name}"] = GoDuration.Of(reading.Reset);
        }

        // Whole seconds, one at the least.
        if (wait is { } time)
            headers["retry-after"] = Text(Math.Max(1, (long)Math.Ceiling(time.TotalSeconds)));
        return headers;
    }

    /// <summary>The body of a 429.</summary>
    public static string Body(string model, LeakyBucket full, long charge, TimeSpan at, bool tells)
    {
        var error = new
        {
            message = tells ? Message(model, full, charge, at) : "Too many requests.",
            type = full.Name,
            param = (string?)null,
            code = "rate_limit_exceeded",
        };
        return JsonSerializer.Serialize(new { error });
    }

    /// <summary>The words: <c>Limit 10000, Used 8782, Requested 8172. Please try again in 41.724s.</c></summary>
    public static string Message(string model, LeakyBucket full, long charge, TimeSpan at)
    {
        var unit = full.Name == "requests" ? "requests per min (RPM)" : "tokens per min (TPM)";
        return full.WaitFor(charge, at) is { } wait
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"Rate limit reached for {model} on {unit}: Limit {full.Limit}, Used {full.UsedAt(at)}, "
                + $"Requested {charge}. Please try again in {GoDuration.Of(wait)}.")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Request too large for {model} on {unit}: Limit {full.Capacity}, Requested {charge}.");
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
