namespace Hailstone.Benchmarks.Quota;

/// <summary>What the server's book says of a run.</summary>
internal sealed record QuotaCounts
{
    /// <summary>Calls that reached the server.</summary>
    public required int Sends { get; init; }

    /// <summary>Calls that the quota refused.</summary>
    public required int Refused { get; init; }

    /// <summary>Calls that were admitted and went wrong.</summary>
    public required int Failed { get; init; }

    /// <summary>Calls in the outage.</summary>
    public required int InOutage { get; init; }

    /// <summary>From the outage's end to the end of the first answer after it; null where there is none.</summary>
    public required TimeSpan? BackAfter { get; init; }

    /// <summary>From the first request to the last.</summary>
    public required TimeSpan LastRequest { get; init; }

    /// <summary>From the first request to the end of the last answer.</summary>
    public required TimeSpan LastAnswer { get; init; }

    /// <summary>The part of the tightest quota that answers used, of all that it held until the last answer.</summary>
    public required double QuotaShare { get; init; }

    /// <summary>Counts a book.</summary>
    public static QuotaCounts Of(QuotaOptions options, IReadOnlyList<Call> calls)
    {
        var answers = calls.Where(call => call.Fate == Fate.Answered).ToList();
        var lastAnswer = answers.Select(call => call.End).DefaultIfEmpty().Max();
        return new QuotaCounts
        {
            Sends = calls.Count,
            Refused = calls.Count(call => call.Fate == Fate.Refused),
            Failed = calls.Count(call => call.Fate == Fate.Failed),
            InOutage = calls.Count(call => call.Fate == Fate.Lost),
            BackAfter = options.Outage is { } outage
                ? answers.Where(call => call.At >= outage.To).Min(call => (TimeSpan?)call.End) - outage.To
                : null,
            LastRequest = calls.Select(call => call.At).DefaultIfEmpty().Max(),
            LastAnswer = lastAnswer,
            QuotaShare = Math.Max(
                Share(options, options.RequestsPerMinute, answers.Count, lastAnswer),
                Share(options, options.TokensPerMinute, answers.Sum(call => call.Tokens), lastAnswer)),
        };
    }

    private static double Share(QuotaOptions options, long? perMinute, long used, TimeSpan time) =>
        perMinute is { } limit ? used / (limit * ((options.Burst + time) / TimeSpan.FromMinutes(1))) : 0;
}
