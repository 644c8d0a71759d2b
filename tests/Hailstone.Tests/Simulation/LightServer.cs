using System.Globalization;
using Hailstone.Catalogue;
using Hailstone.Pacing;
using Hailstone.Providers;

namespace Hailstone.Tests.Simulation;

/// <summary>
/// A provider that is little more than its buckets, for simulations by the thousand. The fate of a call hangs on the
/// seed, the trial and which of its calls it is, never on the order of calls.
/// </summary>
internal sealed class LightServer
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly (Exchange.Failed, Classified)[] Faults =
    [
        .. new[]
        {
            Replies.ServerError(500), Replies.ServerError(502), Replies.ServerError(503), Replies.ServerError(529),
            Replies.Relay(), Replies.Reset(), Replies.Cut(), Replies.SlowDown(), Replies.RateLimited(2),
        }.Select(Known),
    ];

    private static readonly (Exchange.Failed, Classified) Down = Known(Replies.ServerError(503));
    private static readonly (Exchange.Failed, Classified) Gone = Known(Replies.Reset());
    private static readonly (Exchange.Failed, Classified) Broken = Known(Replies.ServerError(500));
    private static readonly (Exchange.Failed, Classified) Filtered = Known(Replies.Error(
        400, """{"error":{"message":"filtered","type":"invalid_request_error","code":"content_filter"}}"""));

    private static readonly (Exchange.Failed, Classified)[] RefusedFor =
        [.. Enumerable.Range(0, 3601).Select(seconds => Known(Replies.RateLimited(seconds)))];

    private static readonly (Exchange.Failed, Classified) Refused = Known(Replies.Error(
        429, """{"error":{"message":"Too many requests","type":"requests","code":"rate_limit_exceeded"}}"""));

    private readonly LightWeather _weather;
    private readonly int _seed;
    private readonly LightBucket _requests;
    private readonly LightBucket? _tokens;
    private double _now;
    private double _foreign;
    private bool _changed;

    public LightServer(LightWeather weather, int seed)
    {
        _weather = weather;
        _seed = seed;
        _requests = new LightBucket(weather.Burst, weather.RatePerSecond);
        if (weather.TokensPerMinute > 0)
            _tokens = new LightBucket(weather.TokensPerMinute, weather.TokensPerMinute / 60);
    }

    public LightWeather Weather => _weather;

    /// <summary>Calls that were refused for the quota.</summary>
    public int RefusedCalls { get; private set; }

    /// <summary>Calls in all.</summary>
    public int Calls { get; private set; }

    /// <summary>Calls that came during the outage.</summary>
    public int CallsIntoOutage { get; private set; }

    /// <summary>When the answers' times are known: how long each good one took.</summary>
    public List<double> Latencies { get; } = [];

    /// <summary>When each refused call came.</summary>
    public List<double> RefusedAt { get; } = [];

    public LightReply Decide(int trial, int nth, double second)
    {
        Calls++;
        MoveTo(second);
        var chance = new LightChance(_seed, trial, nth);
        if (second >= _weather.OutageFrom && second < _weather.OutageUntil)
        {
            CallsIntoOutage++;
            return Fail(_weather.OutageResets ? Gone : Down, 0.1);
        }

        if (_weather.NoiseShare > 0 && chance.Next() < _weather.NoiseShare)
            return Refuse(second);
        if (!_requests.Holds(1) || _tokens?.Holds(_weather.TokensEach) == false)
            return Refuse(second);
        _requests.Take(1);
        _tokens?.Take(_weather.TokensEach);
        var head = Head(200);
        if (trial == _weather.Poison)
            return Fail(Broken, 0.2);
        if (chance.Next() < _weather.FaultShare)
            return Fail(Faults[(int)(chance.Next() * Faults.Length)], 0.2);
        if (new LightChance(_seed, trial, 0).Next() < _weather.RefusedShare)
            return Fail(Filtered, 0.2);
        var seconds = _weather.LatencySeconds * Math.Exp(_weather.Sigma * chance.NextNormal());
        Latencies.Add(seconds);
        return new LightReply(seconds / 2, seconds, head, Answer(seconds, head), null);
    }

    private static (Exchange.Failed, Classified) Known(Reply reply)
    {
        var failed = (Exchange.Failed)reply.Exchange;
        return (failed, Classification.Of(failed.Failure, Noon));
    }

    private static LightReply Fail((Exchange.Failed Exchange, Classified Meaning) known, double seconds) =>
        new(seconds, seconds, known.Exchange.Head, known.Exchange, known.Meaning);

    private LightReply Refuse(double second)
    {
        RefusedCalls++;
        RefusedAt.Add(second);
        var wait = Math.Max(_requests.SecondsUntil(1), _tokens?.SecondsUntil(_weather.TokensEach) ?? 0);
        var seconds = (int)Math.Clamp(Math.Ceiling(wait), 1, 3600);
        return Fail(_weather.TellsWhen ? RefusedFor[seconds] : Refused, 0.1) with
        {
            Head = Head(429, _weather.TellsWhen ? seconds : null),
        };
    }

    private void MoveTo(double second)
    {
        if (!_changed && second >= _weather.LimitChangesAt)
        {
            _changed = true;
            _requests.MoveTo(_weather.LimitChangesAt);
            _requests.Change(_weather.LimitFactor);
        }

        // Others come at even distances, and are refused like anybody.
        var share = _weather.ForeignShare * _requests.PerSecond;
        for (; share > 0 && _foreign < second; _foreign += 1 / share)
        {
            if (_foreign < _weather.ForeignFrom || _foreign >= _weather.ForeignUntil)
                continue;
            _requests.MoveTo(Math.Max(_foreign, _now));
            if (_requests.Holds(1))
                _requests.Take(1);
        }

        _now = second;
        _requests.MoveTo(second);
        _tokens?.MoveTo(second);
    }

    private ResponseHead Head(int status, int? retryAfterSeconds = null)
    {
        var headers = new Dictionary<string, string>(_tokens is null ? 4 : 7);
        if (retryAfterSeconds is { } seconds)
            headers["retry-after"] = seconds.ToString(CultureInfo.InvariantCulture);
        if (_weather.TellsLimits)
        {
            Tell(headers, "requests", _requests, _requests.PerSecond * 60);
            if (_tokens is not null)
                Tell(headers, "tokens", _tokens, _weather.TokensPerMinute);
        }

        return new ResponseHead(status, headers);
    }

    private static void Tell(Dictionary<string, string> headers, string name, LightBucket bucket, double limit)
    {
        var reset = (bucket.Capacity - bucket.Left) / bucket.PerSecond;
        headers["x-ratelimit-limit-" + name] = ((long)Math.Round(limit)).ToString(CultureInfo.InvariantCulture);
        headers["x-ratelimit-remaining-" + name] =
            ((long)Math.Floor(Math.Max(0, bucket.Left) + 1e-9)).ToString(CultureInfo.InvariantCulture);
        headers["x-ratelimit-reset-" + name] = reset.ToString("0.###", CultureInfo.InvariantCulture) + "s";
    }

    private Exchange.Answered Answer(double seconds, ResponseHead head) => new(new Response
    {
        Text = "42",
        Stop = StopReason.Stop,
        StopRaw = "stop",
        Usage = new Usage { Input = _weather.TokensEach / 2, CacheRead = 0, Output = _weather.TokensEach / 2 },
    })
    {
        Stamps = new Stamps
        {
            Sent = TimeSpan.Zero,
            Head = TimeSpan.FromSeconds(seconds / 2),
            Closed = TimeSpan.FromSeconds(seconds),
        },
        Head = head,
        RequestHash = "00",
        RequestBody = "{}",
    };
}

/// <summary>What a light server does with a call.</summary>
internal sealed record LightReply(
    double HeadSeconds, double EndSeconds, ResponseHead? Head, Exchange Exchange, Classified? Failure);
