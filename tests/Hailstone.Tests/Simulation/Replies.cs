using System.Globalization;
using System.Text;
using Hailstone.Catalogue;
using Hailstone.Providers;

namespace Hailstone.Tests.Simulation;

/// <summary>What a provider can answer.</summary>
internal static class Replies
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(500);

    public static Reply Answer(TimeSpan? latency = null, params (string Name, string Value)[] headers) =>
        Answer(new Usage { Input = 20, CacheRead = 0, Output = 10 }, latency, headers);

    public static Reply Answer(
        Usage usage, TimeSpan? latency = null, params (string Name, string Value)[] headers) =>
        Answer(
            new Response { Text = "42", Stop = StopReason.Stop, StopRaw = "stop", Usage = usage }, latency, headers);

    public static Reply Answer(
        Response response, TimeSpan? latency = null, params (string Name, string Value)[] headers)
    {
        var took = latency ?? Latency;
        return new Reply(
            new Exchange.Answered(response)
            {
                Stamps = new Stamps { Sent = TimeSpan.Zero, Closed = took },
                Head = Head(200, headers),
                RequestHash = "00",
                RequestBody = "{}",
            },
            took / 2,
            took);
    }

    public static Reply Error(int status, string body, params (string Name, string Value)[] headers)
    {
        var head = Head(status, headers);
        var failure = ErrorBody.Read(head, Encoding.UTF8.GetBytes(body), key: null);
        return new Reply(Failed(failure, head), Latency / 4, Latency / 4);
    }

    public static Reply Reset() => new(
        Failed(
            new Failure { Phase = FailurePhase.FirstByte, Kind = FailureKind.Reset, Message = "connection reset" },
            null),
        Latency / 4,
        Latency / 4);

    public static Reply RateLimited(double retryAfterSeconds) => Error(
        429,
        """{"error":{"message":"Rate limit reached","type":"requests","param":null,"code":"rate_limit_exceeded"}}""",
        ("retry-after", retryAfterSeconds.ToString(CultureInfo.InvariantCulture)));

    public static Reply ServerError(int status) => Error(
        status, """{"error":{"message":"The server had an error","type":"server_error","param":null,"code":null}}""");

    public static Reply WrongKey() => Error(
        401,
        """{"error":{"message":"Incorrect API key provided","type":"invalid_request_error","param":null,"code":"invalid_api_key"}}""");

    public static Reply NoSuchModel() => Error(
        404,
        """{"error":{"message":"The model `x` does not exist or you do not have access to it.","type":"invalid_request_error","param":null,"code":"model_not_found"}}""");

    public static Reply Relay() => Error(
        502, """{"error":"ERROR_OPENAI","details":{"title":"Unable to reach the model provider"}}""");

    /// <summary>A stream that broke off in the middle of an answer.</summary>
    public static Reply Cut()
    {
        var head = Head(200, []);
        var failure = new Failure
        {
            Phase = FailurePhase.Stream,
            Kind = FailureKind.Incomplete,
            Status = 200,
            Message = "the stream ended early",
            Partial = "4",
            Head = head,
        };
        return new Reply(Failed(failure, head), Latency / 4, Latency / 2);
    }

    public static Reply SlowDown() => Error(
        429,
        """{"error":{"message":"Please reduce your request rate","type":"rate_limit_error","param":null,"code":"slow_down"}}""",
        ("retry-after", "1"));

    private static Exchange.Failed Failed(Failure failure, ResponseHead? head) => new(failure)
    {
        Stamps = new Stamps { Closed = Latency / 4 },
        Head = head,
        RequestHash = "00",
        RequestBody = "{}",
    };

    private static ResponseHead Head(int status, (string Name, string Value)[] headers) =>
        new(status, headers.ToDictionary(header => header.Name, header => header.Value));
}
