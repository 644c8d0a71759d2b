using System.Globalization;
using System.Text;
using Hailstone.Simulator.Dialects;
using Hailstone.Simulator.Quotas;

namespace Hailstone.Simulator.Visits;

/// <summary>Writes the replies of one visit, with the headers that go on each.</summary>
internal sealed class Desk(World world, IDialect dialect, string requestId, TimeSpan now)
{
    private readonly List<BucketState> _states = [];

    /// <summary>How long a refusal takes.</summary>
    public TimeSpan RefusalAfter { get; set; } = world.Options.AnyModel.Latency.Refusal;

    /// <summary>Shows what is left of a quota on every reply from here on.</summary>
    public void Show(Pool pool)
    {
        _states.Clear();
        if (world.Options.QuotaHeaders)
            _states.AddRange(pool.States(now));
    }

    public SimulatedReply Refuse(Refusal refusal)
    {
        var error = dialect.Word(refusal);
        var reply = Json(error.Status, dialect.ErrorBody(error, requestId));
        if (WaitOf(refusal) is not { } wait || !world.Options.RetryAfter)
            return reply;
        var headers = new Dictionary<string, string>(reply.Head!.Headers);
        foreach (var (name, value) in dialect.WaitHeaders(wait))
            headers[name] = value;
        return reply with { Head = reply.Head with { Headers = headers } };
    }

    /// <summary>A page of a machine before the provider, which knows nothing of its headers.</summary>
    public SimulatedReply Page(int status, string html) => new()
    {
        HeadAfter = RefusalAfter,
        Head = new SimulatedHead(status, new Dictionary<string, string>
        {
            ["content-type"] = "text/html",
            ["content-length"] = Encoding.UTF8.GetByteCount(html).ToString(CultureInfo.InvariantCulture),
        }),
        Body = [new SimulatedChunk(TimeSpan.Zero, html)],
    };

    public SimulatedReply Json(int status, string body) => Json(status, body, RefusalAfter, null);

    public SimulatedReply Json(int status, string body, TimeSpan after, SimulatedBill? bill)
    {
        var headers = Headers("application/json", after);
        headers["content-length"] = Encoding.UTF8.GetByteCount(body).ToString(CultureInfo.InvariantCulture);
        return new SimulatedReply
        {
            HeadAfter = after,
            Head = new SimulatedHead(status, headers),
            Body = [new SimulatedChunk(TimeSpan.Zero, body)],
            Bill = bill,
        };
    }

    public SimulatedReply Events(IEnumerable<SimulatedChunk> events, TimeSpan after, SimulatedBill? bill) => new()
    {
        HeadAfter = after,
        Head = new SimulatedHead(200, Headers("text/event-stream; charset=utf-8", after)),
        Body = events,
        Bill = bill,
    };

    public SimulatedReply Silent(SimulatedEnd end) => new() { HeadAfter = RefusalAfter, End = end };

    private static TimeSpan? WaitOf(Refusal refusal) => refusal switch
    {
        Refusal.RateLimited limited => limited.Wait,
        Refusal.SlowDown slow => slow.Wait,
        _ => null,
    };

    private Dictionary<string, string> Headers(string contentType, TimeSpan after)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["content-type"] = contentType,
            ["date"] = (world.StartedAt + now + after).ToString("r", CultureInfo.InvariantCulture),
        };
        foreach (var (name, value) in dialect.Headers(requestId, world.Options.Organization, after))
            headers[name] = value;
        foreach (var (name, value) in dialect.QuotaHeaders(_states, world.StartedAt + now))
            headers[name] = value;
        return headers;
    }
}
