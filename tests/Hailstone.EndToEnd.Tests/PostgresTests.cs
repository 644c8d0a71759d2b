using Hailstone.Storage.Tests;
using Xunit;

namespace Hailstone.EndToEnd.Tests;

/// <summary>The program with a ledger that a team shares.</summary>
public sealed class PostgresTests(PostgresServer server) : IDisposable
{
    private readonly Cli _cli = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_run_is_kept_in_the_database_and_its_log_beside_the_working_folder()
    {
        var place = await (await server.StartedAsync()).NewDatabaseAsync();
        _cli.WriteSum();

        var run = await _cli.RunAsync("run", "suite", "--simulate", "--ledger", place);
        var runs = await _cli.RunAsync("runs", "--ledger", place);
        var report = await _cli.RunAsync("report", "--last", "--ledger", place);

        Assert.True(run.Code == 0, run.ToString());
        Assert.Contains("1/1", runs.Output, StringComparison.Ordinal);
        Assert.True(report.Code == 0, report.ToString());
        var files = Path.Combine(_cli.Folder, ".hailstone");
        Assert.True(File.Exists(Path.Combine(files, ".gitignore")));
        Assert.True(File.Exists(Path.Combine(files, "latest.log")));
        Assert.False(File.Exists(Path.Combine(files, "ledger.db")));
    }

    [Fact]
    public async Task Others_read_while_one_writes_a_second_writer_is_refused_and_a_killed_one_leaves_the_run_free()
    {
        var place = await (await server.StartedAsync()).NewDatabaseAsync();
        _cli.WriteSum();
        using var arrived = new SemaphoreSlim(0);
        using var silent = FakeProvider.Start(async (_, _, _) =>
        {
            arrived.Release();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
        });
        using var first = _cli.Start("run", "suite", "--base-url", $"openai={silent.Url}", "--ledger", place);
        await arrived.WaitAsync(Cancellation);

        var runs = await _cli.RunAsync("runs", "--ledger", place);
        var second = await _cli.RunAsync("resume", "--base-url", $"openai={silent.Url}", "--ledger", place);
        first.Kill();
        await Cli.FinishAsync(first);
        using var alive = FakeProvider.Start();
        var resumed = await _cli.RunAsync("resume", "--base-url", $"openai={alive.Url}", "--ledger", place);

        Assert.Contains("0/1", runs.Output, StringComparison.Ordinal);
        Assert.True(second.Code == 2, second.ToString());
        Assert.Contains("another process", second.Error, StringComparison.Ordinal);
        Assert.True(resumed.Code == 0, resumed.ToString());
        Assert.Single(alive.Prompts);
    }
}
