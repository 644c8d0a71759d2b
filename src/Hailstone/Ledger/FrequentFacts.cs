using Hailstone.Catalogue;
using Hailstone.Providers;
using Hailstone.Scoring;

namespace Hailstone.Ledger;

/// <summary>
/// Reads the facts that a run has three of for each trial. The serializer would take ten times as long: it keeps what
/// is required or set once in boxes until it has all.
/// </summary>
internal static class FrequentFacts
{
    private static readonly Known<Purpose>[] Purposes = FactMembers.WordsOf(FactJson.Default.Purpose);
    private static readonly Known<Outcome>[] Outcomes = FactMembers.WordsOf(FactJson.Default.Outcome);
    private static readonly Known<CostStatus>[] CostStatuses = FactMembers.WordsOf(FactJson.Default.CostStatus);
    private static readonly Known<StopReason>[] Stops = FactMembers.WordsOf(FactJson.Default.StopReason);

    private static LastText? s_effort;
    private static LastText? s_model;
    private static LastText? s_serviceTier;
    private static LastText? s_stopRaw;

    /// <summary>Reads one.</summary>
    /// <param name="json">A fact.</param>
    /// <returns>Null where it is of another kind, or does not stand as it is written.</returns>
    public static Fact? Read(ReadOnlySpan<byte> json)
    {
        var start = "{\"kind\":\""u8;
        if (!json.StartsWith(start))
            return null;
        var kind = json[start.Length..];
        try
        {
            var members = new FactMembers(json);
            Fact? fact = kind.StartsWith("attempt_started\""u8) ? Started(ref members)
                : kind.StartsWith("attempt_ended\""u8) ? Ended(ref members)
                : kind.StartsWith("trial_ended\""u8) ? Trial(ref members)
                : null;
            return fact is not null && members.End() ? fact : null;
        }
        catch (InvalidOperationException)
        {
            // Bytes that are no UTF-8.
            return null;
        }
    }

    private static AttemptStarted? Started(ref FactMembers members)
    {
        int? attempt = null, trial = null;
        Purpose? purpose = null;
        decimal? reserved = null;
        DateTimeOffset? at = null;
        while (members.Next(out var name))
        {
            if (name.SequenceEqual("attempt"u8))
                attempt = members.Int();
            else if (name.SequenceEqual("trial"u8))
                trial = members.Int();
            else if (name.SequenceEqual("purpose"u8))
                purpose = members.Word(Purposes);
            else if (name.SequenceEqual("reserved_usd"u8))
                reserved = members.Decimal();
            else if (name.SequenceEqual("at"u8))
                at = members.At();
            else
                members.Unknown();
        }

        return attempt is null || trial is null || purpose is null || at is null ? null : new AttemptStarted
        {
            At = at.Value,
            Attempt = attempt.Value,
            Trial = trial.Value,
            Purpose = purpose.Value,
            ReservedUsd = reserved,
        };
    }

    private static TrialEnded? Trial(ref FactMembers members)
    {
        int? trial = null, attempt = null;
        Outcome? outcome = null;
        double? score = null, confidence = null;
        string? explain = null;
        DateTimeOffset? at = null;
        while (members.Next(out var name))
        {
            if (name.SequenceEqual("trial"u8))
                trial = members.Int();
            else if (name.SequenceEqual("outcome"u8))
                outcome = members.Word(Outcomes);
            else if (name.SequenceEqual("score"u8))
                score = members.Double();
            else if (name.SequenceEqual("attempt"u8))
                attempt = members.Int();
            else if (name.SequenceEqual("confidence"u8))
                confidence = members.Double();
            else if (name.SequenceEqual("explain"u8))
                explain = members.Text();
            else if (name.SequenceEqual("at"u8))
                at = members.At();
            else
                members.Unknown();
        }

        return trial is null || outcome is null || explain is null || at is null ? null : new TrialEnded
        {
            At = at.Value,
            Trial = trial.Value,
            Outcome = outcome.Value,
            Score = score,
            Attempt = attempt,
            Confidence = confidence,
            Explain = explain,
        };
    }

    private static AttemptEnded? Ended(ref FactMembers members)
    {
        var read = default(EndMembers);
        while (members.Next(out var name))
        {
            if (!read.TakeWhat(name, ref members) && !read.TakeHow(name, ref members))
                members.Unknown();
        }

        return read.Made();
    }

    // What an attempt's end says, until all of it is known.
    private ref struct EndMembers
    {
        private int? _attempt;
        private int? _trial;
        private string? _failure;
        private bool _countsAsTry;
        private double? _again;
        private string? _message;
        private int? _status;
        private string? _requestId;
        private string? _requestHash;
        private string? _effort;
        private StopReason? _stop;
        private string? _stopRaw;
        private string? _model;
        private string? _tier;
        private Usage? _usage;
        private decimal? _cost;
        private CostStatus? _costStatus;
        private double _wait;
        private Stamps? _stamps;
        private DateTimeOffset? _at;

        public bool TakeWhat(ReadOnlySpan<byte> name, ref FactMembers members)
        {
            if (name.SequenceEqual("attempt"u8))
                _attempt = members.Int();
            else if (name.SequenceEqual("trial"u8))
                _trial = members.Int();
            else if (name.SequenceEqual("failure"u8))
                _failure = members.Text();
            else if (name.SequenceEqual("counts_as_try"u8))
                _countsAsTry = members.Bool();
            else if (name.SequenceEqual("again_after_seconds"u8))
                _again = members.Double();
            else if (name.SequenceEqual("message"u8))
                _message = members.Text();
            else if (name.SequenceEqual("status"u8))
                _status = members.Int();
            else if (name.SequenceEqual("request_id"u8))
                _requestId = members.Text();
            else if (name.SequenceEqual("request_hash"u8))
                _requestHash = members.Text();
            else
                return false;
            return true;
        }

        public bool TakeHow(ReadOnlySpan<byte> name, ref FactMembers members)
        {
            if (name.SequenceEqual("stop"u8))
                _stop = members.Word(Stops);
            else if (name.SequenceEqual("stop_raw"u8))
                _stopRaw = members.Text(ref s_stopRaw);
            else if (name.SequenceEqual("model"u8))
                _model = members.Text(ref s_model);
            else if (name.SequenceEqual("service_tier"u8))
                _tier = members.Text(ref s_serviceTier);
            else if (name.SequenceEqual("usage"u8))
                _usage = UsageOf(ref members);
            else if (name.SequenceEqual("cost_usd"u8))
                _cost = members.Decimal();
            else if (name.SequenceEqual("cost_status"u8))
                _costStatus = members.Word(CostStatuses);
            else if (name.SequenceEqual("wait_seconds"u8))
                _wait = members.Double();
            else if (name.SequenceEqual("stamps"u8))
                _stamps = StampsOf(ref members);
            else if (name.SequenceEqual("at"u8))
                _at = members.At();
            else if (name.SequenceEqual("effort"u8))
                _effort = members.Text(ref s_effort);
            else
                return false;
            return true;
        }

        public readonly AttemptEnded? Made() =>
            _attempt is null || _trial is null || _costStatus is null || _at is null ? null : new AttemptEnded
            {
                At = _at.Value,
                Attempt = _attempt.Value,
                Trial = _trial.Value,
                Failure = _failure,
                CountsAsTry = _countsAsTry,
                AgainAfterSeconds = _again,
                Message = _message,
                Status = _status,
                RequestId = _requestId,
                RequestHash = _requestHash,
                Effort = _effort,
                Stop = _stop,
                StopRaw = _stopRaw,
                Model = _model,
                ServiceTier = _tier,
                Usage = _usage,
                CostUsd = _cost,
                CostStatus = _costStatus.Value,
                WaitSeconds = _wait,
                Stamps = _stamps,
            };
    }

    private static Usage UsageOf(ref FactMembers members)
    {
        long? input = null, read = null, write = null, writeHour = null, output = null, reasoning = null;
        members.Enter();
        while (members.Next(out var name))
        {
            if (name.SequenceEqual("input"u8))
                input = members.Long();
            else if (name.SequenceEqual("cache_read"u8))
                read = members.Long();
            else if (name.SequenceEqual("cache_write"u8))
                write = members.Long();
            else if (name.SequenceEqual("cache_write_hour"u8))
                writeHour = members.Long();
            else if (name.SequenceEqual("output"u8))
                output = members.Long();
            else if (name.SequenceEqual("reasoning"u8))
                reasoning = members.Long();
            else
                members.Unknown();
        }

        return new Usage
        {
            Input = input,
            CacheRead = read,
            CacheWrite = write,
            CacheWriteHour = writeHour,
            Output = output,
            Reasoning = reasoning,
        };
    }

    private static Stamps? StampsOf(ref FactMembers members)
    {
        TimeSpan? sent = null, head = null, firstContent = null, firstAnswer = null, lastContent = null, closed = null;
        members.Enter();
        while (members.Next(out var name))
        {
            if (name.SequenceEqual("sent"u8))
                sent = members.Time();
            else if (name.SequenceEqual("head"u8))
                head = members.Time();
            else if (name.SequenceEqual("first_content"u8))
                firstContent = members.Time();
            else if (name.SequenceEqual("first_answer"u8))
                firstAnswer = members.Time();
            else if (name.SequenceEqual("last_content"u8))
                lastContent = members.Time();
            else if (name.SequenceEqual("closed"u8))
                closed = members.Time();
            else
                members.Unknown();
        }

        if (closed is null)
            members.Unknown();
        return closed is null ? null : new Stamps
        {
            Sent = sent,
            Head = head,
            FirstContent = firstContent,
            FirstAnswer = firstAnswer,
            LastContent = lastContent,
            Closed = closed.Value,
        };
    }
}
