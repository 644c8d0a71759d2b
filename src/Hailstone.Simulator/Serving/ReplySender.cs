using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Hailstone.Simulator.Serving;

/// <summary>Does what a reply says, when it says.</summary>
/// <remarks>Delays are counted from the reply's start, so that a timer's slack does not add up over a stream.</remarks>
internal sealed class ReplySender(HttpContext context, TimeProvider time)
{
    // A client that waits longer than this on a reply that hangs is reset.
    private static readonly TimeSpan LongestHang = TimeSpan.FromHours(1);

    // What was flushed is not yet on the wire, and a reset overtakes it.
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);

    private readonly long _started = time.GetTimestamp();

    public async Task SendAsync(SimulatedReply reply, CancellationToken cancellation)
    {
        var due = reply.HeadAfter;
        await WaitUntilAsync(due, cancellation);
        if (reply.Head is { } head)
        {
            WriteHead(head);
            await context.Response.StartAsync(cancellation);
            foreach (var chunk in reply.Body)
            {
                due += chunk.After;
                await WaitUntilAsync(due, cancellation);
                await context.Response.WriteAsync(chunk.Text, Encoding.UTF8, cancellation);
                await context.Response.Body.FlushAsync(cancellation);
            }
        }
        await EndAsync(reply.End, due, cancellation);
    }

    private async Task EndAsync(SimulatedEnd end, TimeSpan due, CancellationToken cancellation)
    {
        if (end == SimulatedEnd.Complete)
            return;
        if (end == SimulatedEnd.Hang)
            await WaitUntilAsync(due + LongestHang, cancellation);
        else if (context.Response.HasStarted)
            await WaitUntilAsync(due + Linger, cancellation);
        if (end == SimulatedEnd.Close)
            context.Features.Get<IConnectionSocketFeature>()?.Socket.Shutdown(SocketShutdown.Send);
        context.Abort();
    }

    private void WriteHead(SimulatedHead head)
    {
        context.Response.StatusCode = head.Status;
        foreach (var (name, value) in head.Headers)
            context.Response.Headers[name] = value;
    }

    // Timers cut what is under a millisecond: a wait of less than one would be a busy loop.
    private static TimeSpan Timer(TimeSpan rest) => rest < LongestTimer
        ? TimeSpan.FromMilliseconds(Math.Ceiling(rest.TotalMilliseconds))
        : LongestTimer;

    private async Task WaitUntilAsync(TimeSpan due, CancellationToken cancellation)
    {
        while (due - time.GetElapsedTime(_started) is { Ticks: > 0 } rest)
            await Task.Delay(Timer(rest), time, cancellation);
    }
}
