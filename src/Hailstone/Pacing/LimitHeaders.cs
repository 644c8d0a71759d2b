using System.Globalization;
using Hailstone.Providers;

namespace Hailstone.Pacing;

/// <summary>Reads the state of a quota from a response's headers.</summary>
public static class LimitHeaders
{
    /// <summary>Gateways pass a provider's own headers on under this prefix.</summary>
    private const string GatewayPrefix = "llm_provider-";

    /// <summary>The names of each dialect's headers: the first that is there tells of its bucket.</summary>
    private static readonly Names[] Known =
    [
        Anthropic("requests", "requests"),
        Anthropic("input_tokens", "input-tokens"),
        Anthropic("output_tokens", "output-tokens"),
        // The tightest of the limits above once more: it counts only where it stands alone.
        Anthropic("tokens", "tokens") with { UnlessAnyOf = ["input_tokens", "output_tokens"] },
        OpenAi("requests", "requests"),
        OpenAi("tokens", "tokens"),
        OpenAi("tokens", "tokens_usage_based"),
        OpenAi("project_tokens", "project-tokens"),
        Mistral("requests", "req-minute"),
        Mistral("tokens", "tokens-minute"),
        new("requests", "x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"),
    ];

    /// <summary>
    /// Reads every bucket that the headers tell of, under the names that OpenAI, Anthropic, Azure, Groq, Mistral,
    /// OpenRouter and gateways use.
    /// </summary>
    /// <param name="head">Status and headers.</param>
    /// <param name="now">Our time, for dates where the server sent no <c>Date</c>.</param>
    /// <returns>A reading for each bucket, at most one each; empty where nothing can be believed.</returns>
    public static IReadOnlyList<BucketReading> Read(ResponseHead head, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(head);
        var date = RetryAfter.ServerTime(head, now);
        var readings = new List<BucketReading>();
        foreach (var names in Known)
        {
            var known = readings.Exists(
                other => other.Bucket == names.Bucket || names.UnlessAnyOf.Contains(other.Bucket));
            if (!known && Reading(head, names, date) is { } reading)
                readings.Add(reading);
        }
        return readings;
    }

    private static BucketReading? Reading(ResponseHead head, Names names, DateTimeOffset date)
    {
        var limit = Count(Value(head, names.Limit));
        var remaining = Count(Value(head, names.Remaining));
        // Azure sends -1 and 0 where it does not know; Mistral's 0 says that the plan does not hold the model.
        if (limit < 0 || (limit == 0 && !names.ZeroIsALimit))
            return null;
        var reset = names.Reset is null ? null : Reset(Value(head, names.Reset), date);
        return limit is null && remaining is null or < 0
            ? null
            : new BucketReading(names.Bucket, limit, remaining < 0 ? null : remaining, reset);
    }

    private static string? Value(ResponseHead head, Name name) => head[name.Own] ?? head[name.ByGateway];

    private static long? Count(string? text) =>
        long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var count)
            ? count
            : null;

    /// <summary>A duration, a number of seconds, or a moment: in RFC 3339, or in (milli)seconds since 1970.</summary>
    private static TimeSpan? Reset(string? text, DateTimeOffset date)
    {
        if (text is null)
            return null;
        if (Count(text) is { } number && Epoch(number) is { } moment)
            return Durations.Bounded(moment - date);
        if (Durations.ReadNumber(text, TimeSpan.FromSeconds(1)) is { } seconds)
            return seconds;
        return DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var rfc3339)
                && text.Contains('T', StringComparison.Ordinal)
            ? Durations.Bounded(rfc3339 - date)
            : Durations.Read(text.Trim());
    }

    /// <summary>A number this large is no number of seconds to wait.</summary>
    private static DateTimeOffset? Epoch(long number) => number switch
    {
        > 1_000_000_000 and < 100_000_000_000 => DateTimeOffset.FromUnixTimeSeconds(number),
        > 1_000_000_000_000 and < 100_000_000_000_000 => DateTimeOffset.FromUnixTimeMilliseconds(number),
        _ => null,
    };

    private static Names OpenAi(string bucket, string name) =>
        new(bucket, $"x-ratelimit-limit-{name}", $"x-ratelimit-remaining-{name}", $"x-ratelimit-reset-{name}");

    private static Names Anthropic(string bucket, string name) => new(
        bucket, $"anthropic-ratelimit-{name}-limit", $"anthropic-ratelimit-{name}-remaining",
        $"anthropic-ratelimit-{name}-reset");

    private static Names Mistral(string bucket, string name) =>
        new(bucket, $"x-ratelimit-limit-{name}", $"x-ratelimit-remaining-{name}", null) { ZeroIsALimit = true };

    /// <summary>A header's name, and the one under which a gateway passes it on.</summary>
    private sealed record Name(string Own, string ByGateway)
    {
        public static implicit operator Name(string own) => new(own, GatewayPrefix + own);
    }

    private sealed record Names(string Bucket, Name Limit, Name Remaining, Name? Reset)
    {
        public bool ZeroIsALimit { get; init; }

        public IReadOnlyList<string> UnlessAnyOf { get; init; } = [];
    }
}
