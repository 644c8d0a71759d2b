using System.Net;
using System.Net.Sockets;
using System.Text;
using Hailstone.Providers;
using Hailstone.Running;
using Hailstone.Simulator;

namespace Hailstone.Cli.Weather;

/// <summary>
/// A real provider client whose network is the simulator's core: the bytes are those of the wire, and the time that
/// they take passes on a clock of the exchange's own.
/// </summary>
internal sealed class SimulatedWire(SimulatorCore core, Func<HttpMessageInvoker, TimeProvider, IProvider> client)
{
    private const int LongestHangSeconds = 2 * 60 * 60;

    /// <summary>Plays one exchange that begins at an instant of the simulation.</summary>
    public VirtualReply Play(Ask ask, TimeSpan now)
    {
        var clock = new ExchangeClock();
        using var http = Sender(clock, now);
        TimeSpan? head = null;
        var exchange = client(http, clock).AskAsync(ask, _ => head = clock.Elapsed, CancellationToken.None);
        // Nothing in it waits for anything but this clock, which the replay moves itself.
        if (!exchange.IsCompleted)
            throw new InvalidOperationException("The exchange waits for something that is not simulated.");
        return new VirtualReply(exchange.GetAwaiter().GetResult(), head ?? TimeSpan.Zero, clock.Elapsed);
    }

    private HttpMessageInvoker Sender(ExchangeClock clock, TimeSpan now)
    {
        Network? network = null;
        try
        {
            network = new Network(core, clock, now);
            var sender = new HttpMessageInvoker(network);
            network = null;
            return sender;
        }
        finally
        {
            network?.Dispose();
        }
    }

    private static IOException Reset() => new IOException(
        "The connection was reset.", new SocketException((int)SocketError.ConnectionReset));

    private sealed class Network(SimulatorCore core, ExchangeClock clock, TimeSpan now) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var reply = core.Decide(await ReadAsync(request), now);
            clock.Advance(reply.HeadAfter);
            cancellationToken.ThrowIfCancellationRequested();
            if (reply.Head is not { } head)
            {
                if (reply.End != SimulatedEnd.Hang)
                    throw new HttpRequestException("The request broke.", Reset());
                throw Hang(clock, cancellationToken);
            }

            var response = new HttpResponseMessage((HttpStatusCode)head.Status)
            {
                Content = new StreamContent(new Replay(reply, clock)),
            };
            foreach (var (name, value) in head.Headers)
            {
                if (!response.Headers.TryAddWithoutValidation(name, value))
                    response.Content.Headers.TryAddWithoutValidation(name, value);
            }

            return response;
        }

        private static async Task<SimulatedRequest> ReadAsync(HttpRequestMessage request)
        {
            using var body = new MemoryStream();
            await request.Content!.CopyToAsync(body);
            return new SimulatedRequest
            {
                Method = request.Method.Method,
                Path = request.RequestUri!.AbsolutePath,
                Headers = request.Headers.ToDictionary(
                    header => header.Key,
                    header => string.Join(',', header.Value),
                    StringComparer.OrdinalIgnoreCase),
                Body = body.ToArray(),
            };
        }
    }

    private static Exception Hang(ExchangeClock clock, CancellationToken cancellation)
    {
        for (var second = 0; second < LongestHangSeconds; second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            if (cancellation.IsCancellationRequested)
                return new OperationCanceledException(cancellation);
        }

        return new InvalidOperationException("No time limit ended the wait.");
    }

    /// <summary>A body as the simulator sends it: each part after its time, then the end that was decided.</summary>
    private sealed class Replay(SimulatedReply reply, ExchangeClock clock) : Stream
    {
        private readonly IEnumerator<SimulatedChunk> _chunks = reply.Body.GetEnumerator();
        private ReadOnlyMemory<byte> _rest;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            while (_rest.IsEmpty)
            {
                if (!_chunks.MoveNext())
                    return ValueTask.FromResult(End(cancellationToken));
                clock.Advance(_chunks.Current.After);
                cancellationToken.ThrowIfCancellationRequested();
                _rest = Encoding.UTF8.GetBytes(_chunks.Current.Text);
            }

            var count = Math.Min(buffer.Length, _rest.Length);
            _rest[..count].CopyTo(buffer);
            _rest = _rest[count..];
            return ValueTask.FromResult(count);
        }

        public override Task<int> ReadAsync(
            byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            _chunks.Dispose();
            base.Dispose(disposing);
        }

        private int End(CancellationToken cancellation)
        {
            switch (reply.End)
            {
                case SimulatedEnd.Reset:
                    throw Reset();
                case SimulatedEnd.Close:
                    throw new HttpIOException(HttpRequestError.ResponseEnded, "The response ended too early.");
                case SimulatedEnd.Hang:
                    throw Hang(clock, cancellation);
                default:
                    return 0;
            }
        }
    }
}
