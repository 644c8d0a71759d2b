using System.Net;
using Hailstone.Simulator.Serving;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Hailstone.Simulator;

/// <summary>A simulated provider on a loopback port, over plain HTTP/1.1, for this machine alone.</summary>
public sealed class SimulatorServer : IAsyncDisposable
{
    private const long MostBodyBytes = 32 << 20;
    private const long MostConnections = 20_000;

    private readonly KestrelServer _server;
    private readonly SimulatorCore _core;
    private readonly CancellationTokenSource _stopping = new();
    private bool _disposed;

    private SimulatorServer(SimulatorCore core, int port)
    {
        _core = core;
        _server = MakeServer(port);
    }

    /// <summary>
    /// Where it listens: <c>http://127.0.0.1:PORT/</c>. OpenAI's base URL is this and <c>v1</c>, Anthropic's is this.
    /// </summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The books so far, also at <c>GET /simulator/stats</c>.</summary>
    public SimulatorStats Stats => _core.Stats;

    /// <summary>Starts a simulated provider.</summary>
    /// <param name="options">What to simulate.</param>
    /// <param name="port">The port; 0 takes any that is free.</param>
    /// <param name="time">The clock of its quotas and delays.</param>
    /// <param name="cancellation">Gives up starting.</param>
    /// <returns>The server, listening; dispose of it to stop.</returns>
    /// <exception cref="ArgumentException">An option is out of its range; the message says which.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<SimulatorServer> StartAsync(
        SimulatorOptions options, int port, TimeProvider time, CancellationToken cancellation)
    {
        var core = new SimulatorCore(options with { StartedAt = options.StartedAt ?? time.GetUtcNow() });
        var simulator = new SimulatorServer(core, port);
        try
        {
            await simulator.ListenAsync(time, cancellation);
            return simulator;
        }
        catch
        {
            await simulator.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops at once: what is still open is reset.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
            return;
        await _stopping.CancelAsync();
        await _server.StopAsync(new CancellationToken(canceled: true));
        _server.Dispose();
        _stopping.Dispose();
    }

    private async Task ListenAsync(TimeProvider time, CancellationToken cancellation)
    {
        await _server.StartAsync(new LoopbackApplication(_core, time, _stopping.Token), cancellation);
        Address = new Uri(_server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single());
    }

    /// <summary>Kestrel by itself: without a host it reads no environment, no file, and takes no signal.</summary>
    private static KestrelServer MakeServer(int port)
    {
        var kestrel = new KestrelServerOptions { AddServerHeader = false };
        kestrel.Limits.MaxRequestBodySize = MostBodyBytes;
        kestrel.Limits.MaxConcurrentConnections = MostConnections;
        kestrel.Listen(IPAddress.Loopback, port);
        var sockets = new SocketTransportFactory(
            Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        return new KestrelServer(Options.Create(kestrel), sockets, NullLoggerFactory.Instance);
    }
}
