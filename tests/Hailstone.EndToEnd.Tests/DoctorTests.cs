using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Xunit;

namespace Hailstone.EndToEnd.Tests;

/// <summary>Each fault that keeps a person from an answer is named, at its step, with what to do.</summary>
public sealed class DoctorTests : IDisposable
{
    private readonly Cli _cli = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public DoctorTests()
    {
        foreach (var provider in new[] { "ANTHROPIC", "GEMINI", "MISTRAL", "GROQ", "OPENROUTER", "DEEPSEEK", "XAI" })
            _cli.Variables[provider + "_API_KEY"] = null;
        foreach (var scheme in new[] { "HTTP", "HTTPS", "ALL", "http", "https", "all" })
            _cli.Variables[scheme + (char.IsUpper(scheme[0]) ? "_PROXY" : "_proxy")] = null;
    }

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Each_fault_is_found_at_its_step()
    {
        using var refusing = FakeProvider.Start((_, context, _) => FakeProvider.RefuseAsync(
            context, 401, """{"error":{"message":"Incorrect API key provided: sk-****","type":"invalid_request_error","code":"invalid_api_key"}}"""));
        using var daily = FakeProvider.Start((_, context, _) => FakeProvider.RefuseAsync(
            context, 429, """{"error":{"message":"Rate limit reached for model `m` on requests per day (RPD): Limit 1000, Used 1000, Requested 1. Please try again in 1m26.4s.","type":"requests","code":"rate_limit_exceeded"}}"""));
        using var spent = FakeProvider.Start((_, context, _) => FakeProvider.RefuseAsync(
            context, 429, """{"error":{"message":"Your organization has reached its spend limit.","type":"insufficient_quota","code":"organization_spend_limit_exceeded"}}"""));
        using var untrusted = new SelfSignedServer();
        foreach (var provider in new[] { "GEMINI", "MISTRAL", "GROQ", "OPENROUTER", "DEEPSEEK", "XAI" })
            _cli.Variables[provider + "_API_KEY"] = $"{provider}-0123456789-0123456789";
        _cli.Variables["ANTHROPIC_API_KEY"] = "sk-ant-****wxyz";

        var doctor = await _cli.RunAsync(
            "doctor", "--json",
            "--base-url", $"openai={refusing.Url}",
            "--base-url", $"groq={daily.Url}",
            "--base-url", $"openrouter={spent.Url}",
            "--base-url", $"mistral=http://127.0.0.1:{ClosedPort()}/v1",
            "--base-url", "deepseek=https://no-such-host.invalid/v1",
            "--base-url", $"xai=https://127.0.0.1:{untrusted.Port}/v1",
            "--base-url", "gemini=http://example.invalid/v1");

        Assert.True(doctor.Code == 4, doctor.ToString());
        using var found = JsonDocument.Parse(doctor.Output);
        var faults = found.RootElement.GetProperty("providers").EnumerateArray().ToDictionary(
            provider => provider.GetProperty("provider").GetString()!,
            provider => provider.GetProperty("steps").EnumerateArray().Last());
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["openai"] = "account invalid_key",
                ["anthropic"] = "key key_masked",
                ["groq"] = "account daily_limit",
                ["openrouter"] = "account spend_cap",
                ["mistral"] = "tcp connection_refused",
                ["deepseek"] = "dns dns_failed",
                ["xai"] = "tls certificate",
                ["gemini"] = "key key_over_http",
            },
            faults.ToDictionary(
                step => step.Key,
                step => $"{step.Value.GetProperty("step").GetString()} {step.Value.GetProperty("fault").GetString()}"));
        Assert.All(faults.Values, fault => Assert.NotEmpty(fault.GetProperty("mend").GetString()!));
        Assert.True(found.RootElement.GetProperty("ledger").GetProperty("well").GetBoolean(), doctor.ToString());
        Assert.False(Directory.Exists(Path.Combine(_cli.Folder, ".hailstone")));
    }

    [Theory]
    [InlineData("en", "this machine's clock")]
    [InlineData("ko", "시계")]
    public async Task A_clock_that_is_off_is_told_with_keys_masked_and_limits_read(string language, string word)
    {
        using var provider = FakeProvider.Start((_, context, _) =>
        {
            context.Response.Headers["Date"] =
                TimeProvider.System.GetUtcNow().AddHours(-2).ToString("R", CultureInfo.InvariantCulture);
            context.Response.Headers["x-ratelimit-limit-requests"] = "500";
            context.Response.Headers["x-ratelimit-remaining-requests"] = "499";
            return FakeProvider.RefuseAsync(context, 404, """{"error":{"message":"The model `m` does not exist","type":"invalid_request_error","code":"model_not_found"}}""");
        });

        var doctor = await _cli.RunAsync("doctor", "--lang", language, "--base-url", $"openai={provider.Url}");

        Assert.True(doctor.Code == 4, doctor.ToString());
        Assert.Contains("clock_skew", doctor.Output, StringComparison.Ordinal);
        Assert.Contains(word, doctor.Output, StringComparison.Ordinal);
        Assert.Contains("requests 499/500", doctor.Output, StringComparison.Ordinal);
        Assert.Contains("OPENAI_API_KEY", doctor.Output, StringComparison.Ordinal);
        Assert.Contains("sk-tes…ghij", doctor.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(_cli.Variables["OPENAI_API_KEY"]!, doctor.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_all_is_well_it_says_so_and_ends_with_0()
    {
        using var provider = FakeProvider.Start((_, context, _) => FakeProvider.RefuseAsync(
            context, 404, """{"error":{"message":"The model `m` does not exist","type":"invalid_request_error","code":"model_not_found"}}"""));
        _cli.Variables["OPENAI_API_KEY"] = null;
        _cli.Write(".env", "OPENAI_API_KEY=sk-from-the-file-0123456789\n");

        var doctor = await _cli.RunAsync("doctor", "--base-url", $"openai={provider.Url}");

        Assert.True(doctor.Code == 0, doctor.ToString());
        Assert.Contains("OPENAI_API_KEY from .env", doctor.Output, StringComparison.Ordinal);
        Assert.Single(provider.Prompts);
    }

    [Fact]
    public async Task A_proxy_that_does_not_answer_is_named()
    {
        _cli.Variables["HTTPS_PROXY"] = $"http://user:pass@127.0.0.1:{ClosedPort()}";

        var doctor = await _cli.RunAsync("doctor", "--base-url", "openai=https://example.invalid/v1");

        Assert.True(doctor.Code == 4, doctor.ToString());
        Assert.Contains("HTTPS_PROXY", doctor.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("user:pass", doctor.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_clients_own_error_of_timing_is_measured()
    {
        var doctor = await _cli.RunAsync("doctor", "--clock");

        Assert.True(doctor.Code == 0, doctor.ToString());
        Assert.Contains("40 answers", doctor.Output, StringComparison.Ordinal);
    }

    private static int ClosedPort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>A TLS server whose certificate nobody has signed.</summary>
    private sealed class SelfSignedServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly X509Certificate2 _certificate = Certificate();

        public SelfSignedServer()
        {
            _listener.Start();
            _ = Task.Run(ServeAsync, Cancellation);
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public void Dispose()
        {
            _listener.Dispose();
            _certificate.Dispose();
        }

        private static X509Certificate2 Certificate()
        {
            using var key = RSA.Create(2048);
            var now = TimeProvider.System.GetUtcNow();
            return new CertificateRequest("CN=nobody", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
                .CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        }

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    using var client = await _listener.AcceptTcpClientAsync();
                    await using var tls = new SslStream(client.GetStream());
                    await tls.AuthenticateAsServerAsync(_certificate);
                }
            }
            catch (Exception end) when (end is SocketException or IOException or ObjectDisposedException
                or System.Security.Authentication.AuthenticationException)
            {
                // The client turned away, or the test is over.
            }
        }
    }
}
