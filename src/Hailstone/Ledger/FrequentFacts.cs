using System.Text.Json;
using Hailstone.Catalogue;
using Hailstone.Providers;
using Hailstone.Scoring;

namespace Hailstone.Ledger;

/// <summary>
/// Reads the facts that a run has three of for each trial, member by member as they are written. The serializer would
/// take twenty times as long: it looks up every name, and keeps what is required or set once in boxes until it has all.
/// </summary>
internal static class FrequentFacts
{
    private static readonly Known<Purpose>[] Purposes = FactMembers.WordsOf<Purpose>();
    private static readonly Known<Outcome>[] Outcomes = FactMembers.WordsOf<Outcome>();
    private static readonly Known<CostStatus>[] CostStatuses = FactMembers.WordsOf<CostStatus>();
    private static readonly Known<StopReason>[] Stops = FactMembers.WordsOf<StopReason>();

    private static LastText? s_effort;
    private static LastText? s_model;
    private static LastText? s_serviceTier;
    private static LastText? s_stopRaw;

    /// <summary>Reads one.</summary>
    /// <param name="json">A fact.</param>
    /// <returns>Null where it is of another kind, or does not stand as it is written.</returns>
    public static Fact? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return Of(json, "{\"kind\":\"attempt_started\""u8, out var members) ? Whole(Started(ref members), members)
                : Of(json, "{\"kind\":\"attempt_ended\""u8, out members) ? Whole(Ended(ref members), members)
                : Of(json, "{\"kind\":\"trial_ended\""u8, out members) ? Whole(Trial(ref members), members)
                : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // A value that is none, or is of another type, or bytes that are no UTF-8.
            return null;
        }
    }

    private static bool Of(ReadOnlySpan<byte> json, ReadOnlySpan<byte> start, out FactMembers members)
    {
        var isOfKind = json.StartsWith(start);
        members = isOfKind ? new FactMembers(json[start.Length..]) : default;
        return isOfKind;
    }

    private static Fact? Whole(Fact fact, FactMembers members) => members.End() ? fact : null;

    private static AttemptStarted Started(ref FactMembers members) => new()
    {
        Attempt = members.Required(members.Int("attempt"u8)),
        Trial = members.Required(members.Int("trial"u8)),
        Purpose = members.Required(members.Word("purpose"u8, Purposes)),
        ReservedUsd = members.Decimal("reserved_usd"u8),
        At = members.Required(members.At("at"u8)),
    };

    private static AttemptEnded Ended(ref FactMembers members) => new()
    {
        Attempt = members.Required(members.Int("attempt"u8)),
        Trial = members.Required(members.Int("trial"u8)),
        Failure = members.Text("failure"u8),
        CountsAsTry = members.Required(members.Bool("counts_as_try"u8)),
        AgainAfterSeconds = members.Double("again_after_seconds"u8),
        Message = members.Text("message"u8),
        Status = members.Int("status"u8),
        RequestId = members.Text("request_id"u8),
        RequestHash = members.Text("request_hash"u8),
        Effort = members.Text("effort"u8, ref s_effort),
        Stop = members.Word("stop"u8, Stops),
        StopRaw = members.Text("stop_raw"u8, ref s_stopRaw),
        Model = members.Text("model"u8, ref s_model),
        ServiceTier = members.Text("service_tier"u8, ref s_serviceTier),
        Usage = members.Enter("usage"u8) ? members.Leave(UsageOf(ref members)) : null,
        CostUsd = members.Decimal("cost_usd"u8),
        CostStatus = members.Required(members.Word("cost_status"u8, CostStatuses)),
        WaitSeconds = members.Required(members.Double("wait_seconds"u8)),
        Stamps = members.Enter("stamps"u8) ? members.Leave(StampsOf(ref members)) : null,
        At = members.Required(members.At("at"u8)),
    };

    private static TrialEnded Trial(ref FactMembers members) => new()
    {
        Trial = members.Required(members.Int("trial"u8)),
        Outcome = members.Required(members.Word("outcome"u8, Outcomes)),
        Score = members.Double("score"u8),
        Attempt = members.Int("attempt"u8),
        Confidence = members.Double("confidence"u8),
        Explain = members.Required(members.Text("explain"u8)),
        At = members.Required(members.At("at"u8)),
    };

    private static Usage UsageOf(ref FactMembers members) => new()
    {
        Input = members.Long("input"u8),
        CacheRead = members.Long("cache_read"u8),
        CacheWrite = members.Long("cache_write"u8),
        CacheWriteHour = members.Long("cache_write_hour"u8),
        Output = members.Long("output"u8),
        Reasoning = members.Long("reasoning"u8),
    };

    private static Stamps StampsOf(ref FactMembers members) => new()
    {
        Sent = members.Time("sent"u8),
        Head = members.Time("head"u8),
        FirstContent = members.Time("first_content"u8),
        FirstAnswer = members.Time("first_answer"u8),
        LastContent = members.Time("last_content"u8),
        Closed = members.Required(members.Time("closed"u8)),
    };
}
