using System.Diagnostics;
using Xunit;

namespace Hailstone.EndToEnd.Tests;

/// <summary>What a person sees when the ledger cannot be used: why, what to do, and a file as it was.</summary>
public sealed class LedgerFaultTests : IDisposable
{
    private readonly Cli _cli = new();

    private string Ledger => Path.Combine(_cli.Folder, ".hailstone", "ledger.db");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_ledger_of_a_newer_version_is_left_as_it_is() =>
        await RefusedAsync(bytes => bytes[63] = 99, "newer Hailstone");

    [Fact]
    public async Task A_ledger_that_was_cut_off_is_left_as_it_is() =>
        await RefusedAsync(bytes => bytes.AsSpan(4096).Clear(), "damaged");

    [Fact]
    public async Task A_ledger_whose_head_is_gone_is_left_as_it_is() =>
        await RefusedAsync(bytes => bytes.AsSpan(0, 16).Fill(0xA5), "not a ledger");

    [Fact]
    public async Task A_disk_that_fills_up_ends_the_run_with_5_and_once_there_is_room_it_goes_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The limit that plays the full disk is Unix's.");
        using var provider = FakeProvider.Start((_, context, _) => FakeProvider.AnswerAsync(context, "42"));
        var items = Enumerable.Range(1, 200)
            .Select(number => $"  - {{ id: n{number}, prompt: \"n{number}\", expect: 42 }}");
        _cli.Write("suite/suite.yaml", $$"""
            name: numbers
            targets: { all: [gpt-4.1-mini] }
            items:
            {{string.Join('\n', items)}}
            score: [ { type: number } ]
            """);

        // No file may grow over 120 blocks of 1 KB (of 512 bytes in some shells): less than 200 trials need.
        var start = new ProcessStartInfo(
            "/bin/sh",
            [
                "-c", "trap '' XFSZ; ulimit -f 120; exec \"$@\"", "sh", "dotnet",
                Path.Combine(AppContext.BaseDirectory, "Hailstone.Cli.dll"), "run", "suite", "--base-url",
                $"openai={provider.Url}", "--in-flight", "4",
            ])
        {
            WorkingDirectory = _cli.Folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in _cli.Variables)
            start.Environment[name] = value;
        start.Environment["HOME"] = _cli.Folder;
        // The runtime keeps its compiled code in a file of memory, which the limit would hit, too.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        using var full = Process.Start(start)!;
        var stopped = await Cli.FinishAsync(full);

        Assert.True(stopped.Code == 5, stopped.ToString());
        Assert.Contains(Ledger, stopped.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", stopped.Error, StringComparison.Ordinal);
        var resumed = await _cli.RunAsync("resume", "--base-url", $"openai={provider.Url}", "--json", "report.json");
        Assert.True(resumed.Code == 0, resumed.ToString());
        var report = await File.ReadAllTextAsync(Path.Combine(_cli.Folder, "report.json"), Cancellation);
        Assert.Contains("\"scored\": 200", report, StringComparison.Ordinal);
    }

    private async Task RefusedAsync(Action<byte[]> harm, string because)
    {
        _cli.WriteSum();
        await _cli.RunAsync("run", "suite", "--simulate");
        var bytes = await File.ReadAllBytesAsync(Ledger, Cancellation);
        harm(bytes);
        await File.WriteAllBytesAsync(Ledger, bytes, Cancellation);

        string[][] commands = [["run", "suite", "--simulate"], ["report", "--last"], ["gc", "--keep", "0", "--yes"]];
        foreach (var words in commands)
        {
            var refused = await _cli.RunAsync(words);

            Assert.True(refused.Code == 2, refused.ToString());
            Assert.Contains(because, refused.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", refused.Error, StringComparison.Ordinal);
        }

        Assert.Equal(bytes, await File.ReadAllBytesAsync(Ledger, Cancellation));
    }
}
