using System.Globalization;
using System.Net;
using System.Text;

namespace Hailstone.EndToEnd.Tests;

/// <summary>Takes what is POSTed to it.</summary>
internal sealed class FakeWebhook : IDisposable
{
    private readonly System.Net.Sockets.TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _status;

    public FakeWebhook(int status)
    {
        _status = status;
        _listener.Start();
        Url = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/secret-path";
        _ = Task.Run(ServeAsync);
    }

    public string Url { get; }

    /// <summary>The bodies, in order.</summary>
    public List<string> Bodies { get; } = [];

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync();
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.UTF8);
            var length = 0;
            while (await reader.ReadLineAsync() is { Length: > 0 } line)
            {
                if (line.StartsWith("content-length:", StringComparison.OrdinalIgnoreCase))
                    length = int.Parse(line["content-length:".Length..], CultureInfo.InvariantCulture);
            }

            var body = new char[length];
            await reader.ReadBlockAsync(body);
            Bodies.Add(new string(body));
            await stream.WriteAsync(Encoding.ASCII.GetBytes(
                $"HTTP/1.1 {_status} Told\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"));
        }
    }
}
