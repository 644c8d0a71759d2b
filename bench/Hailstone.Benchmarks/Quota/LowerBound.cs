namespace Hailstone.Benchmarks.Quota;

/// <summary>The time before which nobody could have had these answers: from the server's own book.</summary>
/// <remarks>
/// Of the answers that take at least some time, the last cannot be admitted before the quota has held them all, and
/// then it takes that time: T >= max over times of (when the quota has held all that are as long) + time. Asking the
/// longest first attains it (Jackson's rule for delivery times).
/// </remarks>
internal static class LowerBound
{
    /// <summary>The bound for what was answered.</summary>
    /// <param name="options">The server: its quota was unused at the first call.</param>
    /// <param name="calls">The calls.</param>
    public static TimeSpan Of(QuotaOptions options, IEnumerable<Call> calls)
    {
        var bound = TimeSpan.Zero;
        var (requests, tokens) = (0L, 0L);
        foreach (var need in Needs(calls).OrderByDescending(need => need.Latency))
        {
            requests += need.Requests;
            tokens += need.Tokens;
            var held = Longer(
                Held(options, options.RequestsPerMinute, requests), Held(options, options.TokensPerMinute, tokens));
            bound = Longer(bound, held + need.Latency);
        }

        return bound;
    }

    // A failure is drawn for the attempt: whoever wants the answer must pay for those before it, too.
    private static IEnumerable<Need> Needs(IEnumerable<Call> calls) =>
        from call in calls
        where call.WasAdmitted
        group call by call.Question into question
        let answer = question.FirstOrDefault(call => call.Fate == Fate.Answered)
        where answer is not null
        let until = question.TakeWhile(call => call != answer).Append(answer).ToList()
        select new Need(until.Count, until.Sum(call => call.Tokens), answer.Latency);

    /// <summary>The earliest time at which a quota can have admitted so much.</summary>
    private static TimeSpan Held(QuotaOptions options, long? perMinute, long charge)
    {
        if (perMinute is not { } limit)
            return TimeSpan.Zero;
        var full = options.Burst * limit / TimeSpan.FromMinutes(1);
        var rate = limit / 60.0;
        var plain = Seconds((charge - full) / rate);
        if (options.Outage is not { } outage || plain < outage.From)
            return plain;

        // Nothing is admitted in an outage, and what refills meanwhile is a full bucket at the most. What is whole at
        // the very instant of its begin comes too late.
        var before = Math.Ceiling(full + rate * outage.From.TotalSeconds) - 1;
        return Longer(plain, outage.To + Seconds((charge - before - full) / rate));
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(Math.Max(0, seconds));

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private sealed record Need(long Requests, long Tokens, TimeSpan Latency);
}
