using System.Diagnostics;
using Xunit;

namespace Hailstone.EndToEnd.Tests;

/// <summary>What a person sees when the ledger cannot be used: why, what to do, and a file as it was.</summary>
public sealed class LedgerFaultTests : IDisposable
{
    private const string SetPriv = "/usr/bin/setpriv";

    private readonly Cli _cli = new();

    private string Ledger => Path.Combine(_cli.Folder, ".hailstone", "ledger.db");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_ledger_of_a_newer_version_is_left_as_it_is() =>
        await HarmedAsync(bytes => bytes[63] = 99, "newer Hailstone");

    [Fact]
    public async Task A_ledger_whose_pages_are_gone_is_left_as_it_is() =>
        await HarmedAsync(bytes => bytes.AsSpan(4096).Clear(), "damaged");

    [Fact]
    public async Task A_ledger_whose_head_is_gone_is_left_as_it_is() =>
        await HarmedAsync(bytes => bytes.AsSpan(0, 16).Fill(0xA5), "not a ledger");

    [Theory]
    [InlineData(4096)]
    [InlineData(3 * 4096)]
    [InlineData((3 * 4096) + 1234)]
    public async Task A_ledger_that_was_cut_short_is_left_as_it_is(int length) =>
        await RefusedAsync(bytes => bytes[..length], "damaged");

    [Fact]
    public async Task A_ledger_that_may_only_be_read_is_said_to_be_so_before_anything_is_sent()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The modes are those of Unix.");
        Assert.SkipWhen(Environment.IsPrivilegedProcess && !File.Exists(SetPriv), "An administrator may write all.");
        Assert.SkipUnless(
            !Environment.IsPrivilegedProcess || OthersMayEnter(Path.GetDirectoryName(Cli.Program[^1])!),
            "The program lies where another user, who is needed here, may not go.");
        using var provider = FakeProvider.Start();
        _cli.WriteSum();
        await _cli.RunAsync("run", "suite", "--base-url", $"openai={provider.Url}");
        var folder = Path.GetDirectoryName(Ledger)!;
        const UnixFileMode all = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        const UnixFileMode enter = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        var bytes = await File.ReadAllBytesAsync(Ledger, Cancellation);
        foreach (var file in Directory.EnumerateFiles(folder))
            UnixModes.Set(file, all);
        foreach (var place in new[] { folder, _cli.Folder, Path.Combine(_cli.Folder, "suite") })
            UnixModes.Set(place, all | enter);
        try
        {
            var refused = await Cli.FinishAsync(StartAsNobody(
                "run", "suite", "--base-url", $"openai={provider.Url}"));

            Assert.True(refused.Code is 2 or 5, refused.ToString());
            Assert.Contains(Ledger, refused.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", refused.Error, StringComparison.Ordinal);
            Assert.Single(provider.Prompts);
            Assert.Equal(bytes, await File.ReadAllBytesAsync(Ledger, Cancellation));
        }
        finally
        {
            UnixModes.Set(folder, all | enter | UnixFileMode.UserWrite);
            UnixModes.Set(_cli.Folder, all | enter | UnixFileMode.UserWrite);
            UnixModes.Set(Path.Combine(_cli.Folder, "suite"), all | enter | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task A_disk_that_fills_up_ends_the_run_with_5_and_once_there_is_room_it_goes_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The limit that plays the full disk is Unix's.");
        using var provider = FakeProvider.Start((_, context, _) => FakeProvider.AnswerAsync(context, "42"));
        _cli.WriteNumbers(200);

        // Less than 200 trials need.
        using var full = StartOnSmallDisk(180, "run", "suite", "--base-url", $"openai={provider.Url}", "--in-flight", "4");
        var stopped = await Cli.FinishAsync(full);

        Assert.True(stopped.Code == 5, stopped.ToString());
        Assert.Contains(Ledger, stopped.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", stopped.Error, StringComparison.Ordinal);
        var resumed = await _cli.RunAsync("resume", "--base-url", $"openai={provider.Url}", "--json", "report.json");
        Assert.True(resumed.Code == 0, resumed.ToString());
        var report = await File.ReadAllTextAsync(Path.Combine(_cli.Folder, "report.json"), Cancellation);
        Assert.Contains("\"scored\": 200", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ledger_that_cannot_take_even_a_runs_first_fact_is_said_to_be_so_and_nothing_was_sent()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The limit that plays the full disk is Unix's.");
        using var provider = FakeProvider.Start(seesPreflight: true);
        // The fact that a run begins with names every item: more than the disk takes.
        _cli.WriteNumbers(10_000);

        using var full = StartOnSmallDisk(120, "run", "suite", "--base-url", $"openai={provider.Url}");
        var stopped = await Cli.FinishAsync(full);
        var runs = await _cli.RunAsync("runs");

        Assert.True(stopped.Code == 2, stopped.ToString());
        Assert.Contains(Ledger, stopped.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", stopped.Error, StringComparison.Ordinal);
        Assert.Empty(provider.Prompts);
        Assert.DoesNotContain("numbers", runs.Output, StringComparison.Ordinal);
    }

    // No file may grow over so many blocks of 1 KB (of 512 bytes in some shells).
    private Process StartOnSmallDisk(int blocks, params string[] words)
    {
        var start = new ProcessStartInfo(
            "/bin/sh",
            ["-c", $"trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"", "sh", .. Cli.Program, .. words])
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
        return Process.Start(start)!;
    }

    private static bool OthersMayEnter(string folder) =>
        UnixModes.Of(folder).HasFlag(UnixFileMode.OtherExecute)
        && (Path.GetDirectoryName(folder) is not { } above || OthersMayEnter(above));

    // Modes do not hold an administrator, as whom containers often run their tests: another user does for one.
    private Process StartAsNobody(params string[] words)
    {
        string[] program = [.. Cli.Program, .. words];
        string[] command = Environment.IsPrivilegedProcess
            ? [SetPriv, "--reuid=65534", "--regid=65534", "--clear-groups", .. program]
            : program;
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = _cli.Folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in _cli.Variables)
            start.Environment[name] = value;
        start.Environment["HOME"] = _cli.Folder;
        return Process.Start(start)!;
    }

    private Task HarmedAsync(Action<byte[]> harm, string because) => RefusedAsync(
        bytes =>
        {
            byte[] harmed = [.. bytes];
            harm(harmed);
            return harmed;
        },
        because);

    private async Task RefusedAsync(Func<byte[], byte[]> harm, string because)
    {
        _cli.WriteSum();
        await _cli.RunAsync("run", "suite", "--simulate");
        var bytes = harm(await File.ReadAllBytesAsync(Ledger, Cancellation));
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
