using System.Diagnostics;
using System.Text.Json;
using Hailstone.Simulator;
using Xunit;

namespace Hailstone.EndToEnd.Tests;

/// <summary>The vendors' own JavaScript clients, as clients of the simulator: <c>VendorSdks</c>.</summary>
public sealed class VendorSdkTests
{
    private const string Key = "sk-test-0123456789abcdefghij";

    private const string Book = """
        items:
          sum:
            match: six times seven
            answers:
              thinker: [{ text: "42", reasoning_tokens: 64 }]
              "*": ["42"]
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_vendors_clients_understand_the_simulator_and_miss_any_field_that_has_another_name()
    {
        var scripts = Path.Combine(RunTests.Root(), "tests", "Hailstone.EndToEnd.Tests", "VendorSdks");
        if (!Directory.Exists(Path.Combine(scripts, "node_modules")))
        {
            const string missing = "The vendors' clients are not installed: `npm ci` in VendorSdks brings them.";
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") is null, missing);
            Assert.Fail(missing);
        }

        await using var simulator = await SimulatorServer.StartAsync(Options(), 0, TimeProvider.System, Cancellation);
        using var node = Process.Start(new ProcessStartInfo("node")
        {
            WorkingDirectory = scripts,
            ArgumentList = { "check.mjs", simulator.Address.ToString(), Key },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var finished = await Cli.FinishAsync(node);

        Assert.True(finished.Code == 0, finished.ToString());
        using var said = JsonDocument.Parse(finished.Output);
        Assert.True(said.RootElement.GetProperty("scenarios").GetInt32() > 20, finished.ToString());
        Assert.True(said.RootElement.GetProperty("fields").GetInt32() > 80, finished.ToString());
    }

    private static SimulatorOptions Options()
    {
        var model = new ModelOptions
        {
            Latency = LatencyOptions.None,
            ShutdownDate = new DateOnly(2027, 1, 14),
        };
        var book = Assert.IsType<AnswerBookResult.Valid>(
            AnswerBook.Parse(Book, "book.yaml", new Dictionary<string, string>()));
        return new SimulatorOptions
        {
            Keys = [Key],
            Models = ((string[])["plain", "thinker", "busy", "down", "overloaded", "breaks"])
                .ToDictionary(name => name, _ => model),
            Answers = book.Book,
            Faults =
            [
                new FaultOptions("429", 1, "busy"),
                new FaultOptions("503", 1, "down"),
                new FaultOptions("529", 1, "overloaded"),
                new FaultOptions("stream_error", 1, "breaks"),
            ],
        };
    }
}
