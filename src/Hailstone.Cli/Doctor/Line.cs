using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Authentication;

namespace Hailstone.Cli.Doctor;

/// <summary>The way to a server, step by step: its name, a connection, its certificate.</summary>
internal sealed class Line(TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>Walks it; the first step that fails is the last.</summary>
    /// <param name="server">The server that is connected to: the provider's, or a proxy.</param>
    /// <param name="encrypted">Whether a TLS handshake belongs to it.</param>
    public async Task<IReadOnlyList<CheckStep>> WalkAsync(Uri server, bool encrypted)
    {
        var steps = new List<CheckStep>();
        var (name, addresses) = await NameAsync(server.IdnHost);
        steps.Add(name);
        if (name.Fault is not null)
            return steps;
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var connection = await ConnectAsync(socket, addresses, server);
        steps.Add(connection);
        if (connection.Fault is null && encrypted)
            steps.Add(await HandshakeAsync(socket, server.IdnHost));
        return steps;
    }

    private async Task<(CheckStep Step, IPAddress[] Addresses)> NameAsync(string host)
    {
        var begun = time.GetTimestamp();
        using var limit = new CancellationTokenSource(Longest, time);
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(host, limit.Token);
            return addresses.Length > 0
                ? (new CheckStep("dns", $"{addresses[0]}, {Since(begun)}"), addresses)
                : (Failed("dns", host, "dns_failed", CliMessages.DoctorMendDns), []);
        }
        catch (Exception fault) when (fault is SocketException or OperationCanceledException)
        {
            return (Failed("dns", $"{host}: {fault.Message}", "dns_failed", CliMessages.DoctorMendDns), []);
        }
    }

    private async Task<CheckStep> ConnectAsync(Socket socket, IPAddress[] addresses, Uri server)
    {
        var begun = time.GetTimestamp();
        using var limit = new CancellationTokenSource(Longest, time);
        try
        {
            await socket.ConnectAsync(addresses, server.Port, limit.Token);
            return new CheckStep("tcp", Since(begun));
        }
        catch (SocketException fault) when (fault.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return Failed(
                "tcp", $"{server.Host}:{server.Port}: {fault.Message}", "connection_refused",
                CliMessages.DoctorMendRefused);
        }
        catch (Exception fault) when (fault is SocketException or OperationCanceledException)
        {
            return Failed(
                "tcp", $"{server.Host}:{server.Port}: {fault.Message}", "unreachable",
                CliMessages.DoctorMendUnreachable);
        }
    }

    private async Task<CheckStep> HandshakeAsync(Socket socket, string host)
    {
        var begun = time.GetTimestamp();
        using var limit = new CancellationTokenSource(Longest, time);
        var untrusted = new StrongBox<string?>();
        await using var network = new NetworkStream(socket);
        await using var tls = new SslStream(network);
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = host,
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
            {
                if (errors == SslPolicyErrors.None)
                    return true;
                var why = string.Join(", ", (chain?.ChainStatus ?? []).Select(status => status.Status).Distinct());
                untrusted.Value = $"{errors}{(why.Length > 0 ? $" ({why})" : "")}, {certificate?.Issuer}";
                return false;
            },
        };
        try
        {
            await tls.AuthenticateAsClientAsync(options, limit.Token);
            return new CheckStep("tls", $"{tls.SslProtocol}, {Since(begun)}");
        }
        catch (AuthenticationException) when (untrusted.Value is not null)
        {
            return Failed("tls", untrusted.Value, "certificate", CliMessages.DoctorMendCertificate);
        }
        catch (Exception fault) when (fault is AuthenticationException or IOException or OperationCanceledException)
        {
            return Failed("tls", fault.Message, "tls_failed", CliMessages.DoctorMendTls);
        }
    }

    private string Since(long begun) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.GetElapsedTime(begun).TotalMilliseconds:0} ms");

    private static CheckStep Failed(string name, string detail, string fault, string mend) =>
        new(name, detail, fault, mend);
}
