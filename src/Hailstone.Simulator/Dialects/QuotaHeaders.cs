using System.Globalization;
using Hailstone.Simulator.Quotas;

namespace Hailstone.Simulator.Dialects;

/// <summary>What a response tells of a quota, in each vendor's headers.</summary>
internal static class QuotaHeaders
{
    private const long Rounding = 1000;

    /// <summary>Writes the headers.</summary>
    /// <param name="vendor">Whose headers.</param>
    /// <param name="states">The limits; none writes nothing.</param>
    /// <param name="now">The wall clock.</param>
    /// <param name="path">The path that was asked.</param>
    /// <param name="cost">What this very request was charged, or null where that is not known.</param>
    /// <param name="headers">Where to.</param>
    public static void Write(
        Vendor vendor,
        List<BucketState> states,
        DateTimeOffset now,
        string path,
        long? cost,
        Dictionary<string, string> headers)
    {
        if (states.Count == 0)
            return;
        switch (vendor)
        {
            case Vendor.Anthropic:
                WriteAnthropic(states, now, headers);
                break;
            case Vendor.Azure:
                WriteAzure(states, path.EndsWith("/responses", StringComparison.Ordinal), headers);
                break;
            case Vendor.Groq:
                Write(headers, "requests", Find(states, QuotaKind.RequestsPerDay), GoDuration.Exact);
                Write(headers, "tokens", Find(states, QuotaKind.TokensPerMinute), GoDuration.Exact);
                break;
            case Vendor.Mistral:
                WriteMistral(states, cost, headers);
                break;
            default:
                // An account has a limit of requests by the minute or by the day, and the same header for either.
                Write(headers, "requests", Requests(states), GoDuration.Format);
                Write(headers, "tokens", Tokens(states), GoDuration.Format);
                Write(headers, "project-tokens", Find(states, QuotaKind.ProjectTokensPerMinute), GoDuration.Format);
                break;
        }
    }

    private static void Write(
        Dictionary<string, string> headers, string what, BucketState? state, Func<TimeSpan, string> format)
    {
        if (state is not { } known)
            return;
        headers["x-ratelimit-limit-" + what] = Number(known.Limit);
        headers["x-ratelimit-remaining-" + what] = Number(known.Remaining);
        headers["x-ratelimit-reset-" + what] = format(known.Reset);
    }

    /// <summary>
    /// The Responses API says nothing since November 2025: <c>-1</c>, <c>-1</c> and <c>0</c> (openai-dotnet 838).
    /// </summary>
    private static void WriteAzure(List<BucketState> states, bool sayNothing, Dictionary<string, string> headers)
    {
        Write(headers, "requests", Silenced(Requests(states)), Seconds);
        Write(headers, "tokens", Silenced(Tokens(states)), Seconds);

        BucketState? Silenced(BucketState? state) => sayNothing && state is { } known
            ? known with { Limit = -1, Remaining = -1, Reset = TimeSpan.Zero }
            : state;
    }

    private static void WriteMistral(List<BucketState> states, long? cost, Dictionary<string, string> headers)
    {
        Write("req-minute", Find(states, QuotaKind.RequestsPerMinute));
        Write("tokens-minute", Find(states, QuotaKind.TokensPerMinute));
        if (cost is { } tokens)
            headers["x-ratelimit-tokens-query-cost"] = Number(tokens);

        void Write(string what, BucketState? state)
        {
            if (state is not { } known)
                return;
            headers["x-ratelimit-limit-" + what] = Number(known.Limit);
            headers["x-ratelimit-remaining-" + what] = Number(known.Remaining);
        }
    }

    private static void WriteAnthropic(
        List<BucketState> states, DateTimeOffset now, Dictionary<string, string> headers)
    {
        var input = Find(states, QuotaKind.InputTokensPerMinute);
        var output = Find(states, QuotaKind.OutputTokensPerMinute);
        Write("requests", Requests(states), 1);
        // The tighter limit of a workspace where there is one, else input and output together.
        Write("tokens", Tokens(states) ?? Sum(input, output), Rounding);
        Write("input-tokens", input, Rounding);
        Write("output-tokens", output, Rounding);

        void Write(string what, BucketState? state, long unit)
        {
            if (state is not { } known)
                return;
            var prefix = $"anthropic-ratelimit-{what}-";
            headers[prefix + "limit"] = Number(known.Limit);
            headers[prefix + "remaining"] = Number((known.Remaining + unit / 2) / unit * unit);
            headers[prefix + "reset"] = WholeSecond(now + known.Reset)
                .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        }
    }

    private static BucketState? Sum(BucketState? input, BucketState? output) => (input, output) switch
    {
        ({ } one, { } other) => new BucketState(
            QuotaKind.TokensPerMinute,
            one.Limit + other.Limit,
            one.Remaining + other.Remaining,
            one.Reset > other.Reset ? one.Reset : other.Reset),
        _ => input ?? output,
    };

    private static DateTimeOffset WholeSecond(DateTimeOffset time)
    {
        var utc = time.UtcDateTime;
        var beyond = utc.Ticks % TimeSpan.TicksPerSecond;
        return beyond == 0 ? utc : utc.AddTicks(TimeSpan.TicksPerSecond - beyond);
    }

    private static BucketState? Requests(List<BucketState> states) =>
        Find(states, QuotaKind.RequestsPerMinute) ?? Find(states, QuotaKind.RequestsPerDay);

    private static BucketState? Tokens(List<BucketState> states) =>
        Find(states, QuotaKind.TokensPerMinute) ?? Find(states, QuotaKind.TokensPerDay);

    private static BucketState? Find(List<BucketState> states, QuotaKind kind)
    {
        foreach (var state in states)
            if (state.Kind == kind)
                return state;
        return null;
    }

    private static string Seconds(TimeSpan time) => Number((long)Math.Ceiling(time.TotalSeconds));

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
