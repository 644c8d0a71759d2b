using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Hailstone.Simulator.Serving;

/// <summary>From HTTP to the core and back.</summary>
internal sealed class LoopbackApplication(SimulatorCore core, TimeProvider time, CancellationToken stopping)
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
            var reply = core.Decide(await ReadAsync(context.Request, ended.Token), time.GetElapsedTime(_started));
            await new ReplySender(context, time).SendAsync(reply, ended.Token);
        }
        catch (BadHttpRequestException error)
        {
            context.Response.StatusCode = error.StatusCode;
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // The client went away, or the server stops.
            context.Abort();
        }
    }

    private static async Task<SimulatedRequest> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellation);
        return new SimulatedRequest
        {
            Method = request.Method,
            Path = request.Path.Value ?? "/",
            Query = request.QueryString.Value ?? "",
            Headers = request.Headers.ToDictionary(
                header => LowerCase(header.Key), header => header.Value.ToString(), StringComparer.Ordinal),
            Body = body.GetBuffer().AsMemory(0, (int)body.Length),
        };
    }

    private static string LowerCase(string name) => string.Create(name.Length, name, (target, source) =>
        source.AsSpan().ToLowerInvariant(target));
}
