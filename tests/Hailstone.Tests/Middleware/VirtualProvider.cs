using System.Net;
using System.Net.Sockets;
using System.Text;
using Hailstone.Simulator;
using Hailstone.Tests.Providers;
using Microsoft.Extensions.Time.Testing;

namespace Hailstone.Tests.Middleware;

/// <summary>What stands where the network is: answers as told, after the time that this takes by its clock.</summary>
internal sealed class VirtualProvider(
    FakeTimeProvider clock, Func<SimulatedRequest, TimeSpan, SimulatedReply> decide) : HttpMessageHandler
{
    private readonly DateTimeOffset _begun = clock.GetUtcNow();
    private readonly Lock _lock = new();
    private readonly List<(TimeSpan At, SimulatedRequest Request)> _asked = [];
    private long _moves;
    private int _inside;

    /// <summary>What came so far, and when.</summary>
    public IReadOnlyList<(TimeSpan At, SimulatedRequest Request)> Asked
    {
        get
        {
            lock (_lock)
                return [.. _asked];
        }
    }

    /// <summary>Requests that wait for their answer.</summary>
    public int Inside => Volatile.Read(ref _inside);

    /// <summary>How often one came or went.</summary>
    public long Moves => Interlocked.Read(ref _moves);

    /// <summary>Answers with a whole body in JSON, at once.</summary>
    public static SimulatedReply Json(int status, string body, params (string Name, string Value)[] headers) => new()
    {
        HeadAfter = TimeSpan.Zero,
        Head = new SimulatedHead(status, headers.Append(("content-type", "application/json"))
            .ToDictionary(header => header.Item1, header => header.Item2)),
        Body = [new SimulatedChunk(TimeSpan.Zero, body)],
    };

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = await ReadAsync(request, cancellationToken);
        SimulatedReply reply;
        lock (_lock)
        {
            var now = clock.GetUtcNow() - _begun;
            _asked.Add((now, asked));
            reply = decide(asked, now);
        }

        await WaitAsync(reply.EndAfter, cancellationToken);
        return reply.Head is { } head
            ? Response(reply, head)
            : throw new HttpRequestException("The request broke.", Reset());
    }

    private static async Task<SimulatedRequest> ReadAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellation);
        return new SimulatedRequest
        {
            Method = request.Method.Method,
            Path = request.RequestUri!.AbsolutePath,
            Headers = request.Headers.ToDictionary(
                header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase),
            Body = body,
        };
    }

    private static HttpResponseMessage Response(SimulatedReply reply, SimulatedHead head)
    {
        Exception? breaks = reply.End switch
        {
            SimulatedEnd.Complete => null,
            SimulatedEnd.Close => new HttpIOException(HttpRequestError.ResponseEnded, "The response ended too early."),
            _ => Reset(),
        };
        var response = new HttpResponseMessage((HttpStatusCode)head.Status)
        {
            Content = new StreamContent(
                ScriptedBody.Of(reply.Body.Select(chunk => Encoding.UTF8.GetBytes(chunk.Text)), breaks)),
        };
        foreach (var (name, value) in head.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value))
                response.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    private static IOException Reset() =>
        new("The connection was reset.", new SocketException((int)SocketError.ConnectionReset));

    // Counted out when its time has come, and not when its thread goes on: between the two nobody may move the clock.
    private async Task WaitAsync(TimeSpan wait, CancellationToken cancellation)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isOut = 0;
        void Leave(bool isCancelled)
        {
            if (Interlocked.Exchange(ref isOut, 1) == 1)
                return;
            Interlocked.Decrement(ref _inside);
            Interlocked.Increment(ref _moves);
            _ = isCancelled ? over.TrySetCanceled(cancellation) : over.TrySetResult();
        }

        Interlocked.Increment(ref _inside);
        Interlocked.Increment(ref _moves);
        await using var timer = clock.CreateTimer(_ => Leave(false), null, wait, Timeout.InfiniteTimeSpan);
        await using var wish = cancellation.Register(() => Leave(true));
        await over.Task;
    }
}
