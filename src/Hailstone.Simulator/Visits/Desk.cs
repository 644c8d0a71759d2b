using System.Globalization;
using System.Text;
using Hailstone.Simulator.Dialects;
using Hailstone.Simulator.Quotas;

namespace Hailstone.Simulator.Visits;

/// <summary>Writes the replies of one visit, with the headers that go on each.</summary>
internal sealed class Desk(World world, IDialect dialect, string requestId, TimeSpan now)
{
    private readonly Vendor _vendor = world.VendorOf(dialect);
    private readonly List<BucketState> _states = [];
    private long? _cost;

    /// <summary>How long a refusal takes.</summary>
    public TimeSpan RefusalAfter { get; set; } = world.Options.AnyModel.Latency.Refusal;

    /// <summary>Shows what is left of a quota on every reply from here on.</summary>
    /// <param name="pool">The quota.</param>
    /// <param name="cost">What the request was charged at last, or null where that is not known yet.</param>
    public void Show(Pool pool, long? cost = null)
    {
        _cost = cost;
        _states.Clear();
        if (world.Options.QuotaHeaders)
            pool.AddStates(_states, now);
    }

    public SimulatedReply Refuse(Refusal refusal)
    {
        var (status, body) = QuotaErrors.Of(_vendor, refusal, dialect.Path, requestId)
            ?? Own(refusal);
        var reply = Json(status, body) with { RefusedBy = Limit(refusal) };
        var form = world.Options.RetryAfterForm ?? RetryAfter.FormOf(_vendor);
        if (!world.Options.RetryAfter || form is null || QuotaErrors.Wait(_vendor, refusal) is not { } wait
            || IsSilentAzure)
            return reply;
        var headers = new Dictionary<string, string>(reply.Head!.Headers);
        RetryAfter.Write(form.Value, wait, world.StartedAt + now + RefusalAfter, headers);
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

    private Dictionary<string, string> Headers(string contentType, TimeSpan after)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["content-type"] = contentType,
            ["date"] = (world.StartedAt + now + after).ToString("r", CultureInfo.InvariantCulture),
        };
        foreach (var (name, value) in dialect.Headers(requestId, world.Options.Organization, after))
            headers[name] = value;
        QuotaHeaders.Write(_vendor, _states, world.StartedAt + now, dialect.Path, _cost, headers);
        return headers;
    }

    // Azure's Responses API does not say when to come again.
    private bool IsSilentAzure =>
        _vendor == Vendor.Azure && dialect.Path.EndsWith("/responses", StringComparison.Ordinal);

    private (int Status, string Body) Own(Refusal refusal)
    {
        var error = dialect.Word(refusal);
        return (error.Status, dialect.ErrorBody(error, requestId));
    }

    private static string? Limit(Refusal refusal) => refusal switch
    {
        Refusal.RateLimited limited => limited.Quota?.Reason ?? "fault",
        Refusal.SlowDown => "slow_down",
        Refusal.QueueFull => "in_flight",
        _ => null,
    };
}
