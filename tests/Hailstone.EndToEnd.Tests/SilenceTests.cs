using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Hailstone.EndToEnd.Tests;

/// <summary>
/// Nothing calls out but run, check --online, doctor, usage --provider and simulate. Every way out of the program leads
/// to one listener: as proxy, and as the address of both vendors.
/// </summary>
public sealed class SilenceTests : IDisposable
{
    private readonly Cli _cli = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private int _connections;

    public SilenceTests()
    {
        _listener.Start();
        _ = Task.Run(CountAsync, TestContext.Current.CancellationToken);
        var url = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        foreach (var variable in new[] { "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY" })
            _cli.Variables[variable] = url;
        _cli.Variables["NO_PROXY"] = null;
        _cli.Variables["OPENAI_BASE_URL"] = url + "/v1";
        _cli.Variables["ANTHROPIC_BASE_URL"] = url;
        _cli.Variables["ANTHROPIC_API_KEY"] = "sk-ant-0123456789";
        _cli.Variables["OPENAI_ADMIN_KEY"] = "sk-admin-0123456789";
    }

    public void Dispose()
    {
        _listener.Dispose();
        _cli.Dispose();
    }

    [Fact]
    public async Task Other_commands_make_no_connection()
    {
        _cli.WriteSum();
        _cli.Write("results.jsonl", """{"item":"q1","target":"A","score":1}""");
        foreach (var command in new string[][]
        {
            [], ["--help"], ["init", "new"], ["check", "suite"], ["import", "results.jsonl"], ["runs"],
            ["report", "--last"], ["usage"], ["models"], ["models", "gpt-6-luna"], ["resume"], ["gc", "--yes"],
            ["doctor", "--clock"], ["run", "suite", "--simulate"],
        })
        {
            var done = await _cli.RunAsync(command);

            Assert.True(_connections == 0, $"{string.Join(' ', command)}\n{done}");
        }
    }

    [Theory]
    [InlineData("check", "suite", "--online")]
    [InlineData("doctor")]
    [InlineData("usage", "--provider")]
    public async Task The_listener_hears_those_that_do(params string[] command)
    {
        _cli.WriteSum();
        _cli.Write("results.jsonl", """{"item":"q1","target":"A","score":1}""");
        await _cli.RunAsync("import", "results.jsonl");
        Assert.Equal(0, _connections);

        var done = await _cli.RunAsync(command);

        Assert.True(_connections > 0, done.ToString());
    }

    private async Task CountAsync()
    {
        try
        {
            while (true)
            {
                (await _listener.AcceptTcpClientAsync()).Dispose();
                Interlocked.Increment(ref _connections);
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
