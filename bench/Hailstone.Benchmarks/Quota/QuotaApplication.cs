using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Hailstone.Benchmarks.Quota;

/// <summary>From HTTP to the core and back, each part of a reply at its time.</summary>
internal sealed class QuotaApplication(QuotaCore core, TimeProvider time, CancellationToken stopping)
    : IHttpApplication<HttpContext>
{
    private readonly long _started = time.GetTimestamp();

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
        // Nothing is held.
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, ended.Token);
            var now = time.GetElapsedTime(_started);
            var reply = core.Decide(QuotaRequest.Read(body.GetBuffer().AsMemory(0, (int)body.Length)), now);
            await SendAsync(context, reply, now, ended.Token);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // The client went away, or the server stops.
            context.Abort();
        }
    }

    private async Task SendAsync(HttpContext context, QuotaReply reply, TimeSpan came, CancellationToken cancellation)
    {
        await WaitUntilAsync(came + reply.HeadAfter, cancellation);
        if (reply.Status is not { } status)
        {
            context.Abort();
            return;
        }

        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = reply.Parts.Count > 1 ? "text/event-stream" : TypeOf(reply.Parts[0]);
        foreach (var (name, value) in reply.Headers)
            response.Headers[name] = value;
        await response.StartAsync(cancellation);
        var between = reply.Parts.Count > 1
            ? (reply.EndAfter - reply.HeadAfter) / (reply.Parts.Count - 1)
            : TimeSpan.Zero;
        for (var index = 0; index < reply.Parts.Count; index++)
        {
            await WaitUntilAsync(came + reply.HeadAfter + index * between, cancellation);
            await response.WriteAsync(reply.Parts[index], cancellation);
            await response.Body.FlushAsync(cancellation);
        }
    }

    private static string TypeOf(string body) =>
        body.StartsWith('<') ? "text/html" : "application/json";

    // By the server's clock, so that a timer's slack does not add up; timers cut what is under a millisecond.
    private async Task WaitUntilAsync(TimeSpan due, CancellationToken cancellation)
    {
        while (due - time.GetElapsedTime(_started) is { Ticks: > 0 } rest)
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(rest.TotalMilliseconds)), time, cancellation);
    }
}
