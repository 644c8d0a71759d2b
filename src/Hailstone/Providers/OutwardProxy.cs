using System.Net;

namespace Hailstone.Providers;

/// <summary>
/// The machine's proxy, but not for the machine itself: what listens on loopback, such as the simulator, is no proxy's
/// business, whatever the environment says.
/// </summary>
internal sealed class OutwardProxy(IWebProxy machine) : IWebProxy
{
    /// <inheritdoc/>
    public ICredentials? Credentials
    {
        get => machine.Credentials;
        set => machine.Credentials = value;
    }

    /// <inheritdoc/>
    public Uri? GetProxy(Uri destination) => destination.IsLoopback ? null : machine.GetProxy(destination);

    /// <inheritdoc/>
    public bool IsBypassed(Uri host) => host.IsLoopback || machine.IsBypassed(host);
}
