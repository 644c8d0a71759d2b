using System.Net;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Hailstone.Benchmarks.Quota;

/// <summary>The server on a loopback port, over HTTP/1.1.</summary>
internal sealed class QuotaServer : IAsyncDisposable
{
    private readonly KestrelServer _kestrel;
    private readonly CancellationTokenSource _stopping = new();

    private QuotaServer(QuotaCore core)
    {
        Core = core;
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Listen(IPAddress.Loopback, 0);
        var sockets = new SocketTransportFactory(
            Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        _kestrel = new KestrelServer(Options.Create(options), sockets, NullLoggerFactory.Instance);
    }

    /// <summary>What decides, and keeps the book of calls.</summary>
    public QuotaCore Core { get; }

    /// <summary>The API's base URL.</summary>
    public Uri Api { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Starts a server.</summary>
    public static async Task<QuotaServer> StartAsync(
        QuotaOptions options, TimeProvider time, CancellationToken cancellation)
    {
        var server = new QuotaServer(new QuotaCore(options));
        var application = new QuotaApplication(server.Core, time, server._stopping.Token);
        await server._kestrel.StartAsync(application, cancellation);
        var address = server._kestrel.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        server.Api = new Uri(new Uri(address), "v1");
        return server;
    }

    /// <summary>Stops at once.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _kestrel.StopAsync(new CancellationToken(canceled: true));
        _kestrel.Dispose();
        _stopping.Dispose();
    }
}
