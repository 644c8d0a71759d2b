namespace Hailstone.Benchmarks.Quota;

/// <summary>The server without its sockets: a request and the time to a reply, and the book of calls.</summary>
internal sealed class QuotaCore(QuotaOptions options)
{
    // What needs no model is said at once, but not before a real network could have brought it.
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(20);

    private readonly Lock _lock = new();
    private readonly IReadOnlyList<LeakyBucket> _buckets = options.Buckets();
    private readonly Dictionary<string, int> _attempts = new(StringComparer.Ordinal);
    private readonly List<Call> _calls = [];
    private TimeSpan? _begun;

    /// <summary>The calls so far, in order.</summary>
    public IReadOnlyList<Call> Calls
    {
        get
        {
            lock (_lock)
                return [.. _calls];
        }
    }

    /// <summary>What to reply to a request.</summary>
    /// <param name="request">The request; null where it could not be read.</param>
    /// <param name="now">The time, from any zero: the first request is the server's own.</param>
    public QuotaReply Decide(QuotaRequest? request, TimeSpan now)
    {
        if (request is null)
            return Plain(400, ChatBodies.Unreadable, AtOnce);
        lock (_lock)
        {
            var at = now - (_begun ??= now);
            if (options.Outage is { } outage && outage.Holds(at))
                return InOutage(request, at, outage);
            var full = _buckets.FirstOrDefault(
                bucket => bucket.WaitFor(ChargeOn(bucket, request), at) != TimeSpan.Zero);
            return full is null ? Admitted(request, at) : Refused(request, at, full);
        }
    }

    private QuotaReply InOutage(QuotaRequest request, TimeSpan at, Outage outage)
    {
        _calls.Add(new Call(at, request.Question, Fate.Lost, 0, AtOnce));
        return outage.Resets ? Reset(AtOnce) : Plain(503, ChatBodies.Unavailable, AtOnce);
    }

    private QuotaReply Refused(QuotaRequest request, TimeSpan at, LeakyBucket full)
    {
        _calls.Add(new Call(at, request.Question, Fate.Refused, 0, AtOnce));
        var charge = ChargeOn(full, request);
        var wait = full.WaitFor(charge, at);
        var reply = Plain(429, Refusals.Body(request.Model, full, charge, at, options.TellsLimits), AtOnce);
        return reply with { Headers = Refusals.Headers(_buckets, at, wait, options.TellsLimits) };
    }

    private QuotaReply Admitted(QuotaRequest request, TimeSpan at)
    {
        foreach (var bucket in _buckets)
            bucket.Take(ChargeOn(bucket, request), at);
        var attempt = _attempts[request.Question] = _attempts.GetValueOrDefault(request.Question) + 1;
        var latency = Chance.Latency(options, request.Question, attempt);
        var trouble = Chance.TroubleOf(options, request.Question, attempt);
        var fate = trouble is null ? Fate.Answered : Fate.Failed;
        _calls.Add(new Call(at, request.Question, fate, request.Tokens, latency));
        var reply = trouble is { } wrong ? Failed(request, wrong, latency) : Answered(request, latency);
        return reply with { Headers = Refusals.Headers(_buckets, at, null, options.TellsLimits) };
    }

    // A stream's head comes with its first token, a whole answer's with its last.
    private static QuotaReply Answered(QuotaRequest request, TimeSpan latency) => request.Stream
        ? new QuotaReply(200, NoHeaders, ChatBodies.Events(request), latency / 4, latency)
        : Plain(200, ChatBodies.Whole(request), latency);

    private static QuotaReply Failed(QuotaRequest request, Trouble trouble, TimeSpan latency) => trouble switch
    {
        Trouble.ServerError => Plain(500, ChatBodies.ServerError, latency),
        Trouble.BadGateway => Plain(502, ChatBodies.BadGateway, latency),
        Trouble.Unavailable => Plain(503, ChatBodies.Unavailable, latency),
        Trouble.Overloaded => Plain(529, ChatBodies.Overloaded, latency),
        Trouble.Relay => Plain(502, ChatBodies.Relay, latency),
        Trouble.Reset => Reset(latency),
        Trouble.Truncated => Truncated(Answered(request, latency)),
        _ => throw new ArgumentOutOfRangeException(nameof(trouble), trouble, null),
    };

    private static QuotaReply Truncated(QuotaReply reply) => reply.Parts is [var whole]
        ? reply with { Parts = [whole[..(whole.Length / 2)]] }
        : reply with { Parts = [.. reply.Parts.Take(2)] };

    private static QuotaReply Plain(int status, string body, TimeSpan after) =>
        new(status, NoHeaders, [body], after, after);

    private static QuotaReply Reset(TimeSpan after) => new(null, NoHeaders, [], after, after);

    private static Dictionary<string, string> NoHeaders => [];

    private static long ChargeOn(LeakyBucket bucket, QuotaRequest request) =>
        bucket.Name == "requests" ? 1 : request.Tokens;
}
