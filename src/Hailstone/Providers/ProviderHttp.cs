using System.Net;

namespace Hailstone.Providers;

/// <summary>Makes what sends requests: one for the whole run, shared by all providers.</summary>
public static class ProviderHttp
{
    /// <summary>
    /// Makes a sender that retries nothing, follows nothing, keeps no cookies and has no time limit of its own after
    /// the connection stands: the limits of each exchange come with its <see cref="Ask"/>.
    /// </summary>
    /// <param name="connect">The most time for DNS, TCP and TLS; null means 10 s.</param>
    /// <returns>The sender. The caller disposes of it.</returns>
    public static HttpMessageInvoker Create(TimeSpan? connect = null)
    {
        SocketsHttpHandler? handler = null;
        try
        {
            handler = Handler(connect ?? TimeSpan.FromSeconds(10));
            var sender = new HttpMessageInvoker(handler, disposeHandler: true);
            handler = null;
            return sender;
        }
        finally
        {
            handler?.Dispose();
        }
    }

    /// <summary>The proxy through which an address is reached; null where it is reached directly.</summary>
    /// <param name="address">The address.</param>
    public static Uri? ProxyFor(Uri address)
    {
        var proxy = new OutwardProxy(HttpClient.DefaultProxy);
        return proxy.IsBypassed(address) ? null : proxy.GetProxy(address);
    }

    private static SocketsHttpHandler Handler(TimeSpan connect) => new()
    {
        Proxy = new OutwardProxy(HttpClient.DefaultProxy),
        ConnectTimeout = connect,
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        // A name may move to another address during a run.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        // The pacing says how many are in flight; a queue in here would spoil every latency.
        MaxConnectionsPerServer = int.MaxValue,
        EnableMultipleHttp2Connections = true,
        KeepAlivePingDelay = TimeSpan.FromSeconds(30),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(15),
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
    };
}
