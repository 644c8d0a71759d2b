using System.Globalization;
using Hailstone.Ledger;
using Xunit;

namespace Hailstone.Storage.Tests;

public sealed class CrashTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_acknowledged_is_there_after_the_writer_was_killed_and_no_half_batch_is()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Of("ledger.db");
        var acknowledged = -1;
        foreach (var batches in (int[])[1, 40, 173])
        {
            acknowledged = await KillAfterAsync(path, batches);

            await using var ledger = await SqliteLedger.OpenAsync(path, Token);
            var facts = await ledger.ReadAsync("r1", Token).Cast<RunResumed>().ToListAsync(Token);
            var bodies = await ledger.BodiesAsync("r1", BodyKind.Answer, Token).ToListAsync(Token);
            var whole = facts.Count / ChildProcess.FactsInBatch;
            Assert.InRange(whole, acknowledged + 1, int.MaxValue);
            Assert.Equal(
                Enumerable.Range(0, whole * ChildProcess.FactsInBatch)
                    .Select(index => (index / ChildProcess.FactsInBatch).ToString(CultureInfo.InvariantCulture)),
                facts.Select(fact => fact.Version));
            Assert.Equal(
                Enumerable.Range(0, whole)
                    .Select(batch => new Body(batch, BodyKind.Answer, ChildProcess.TextOf(batch))),
                bodies);
        }
    }

    [Fact]
    public async Task Two_processes_on_one_run_do_not_interleave()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Of("ledger.db");
        using var other = ChildProcess.Start(ChildProcess.Write, path);
        try
        {
            for (var batch = 0; batch < 3; batch++)
                Assert.NotNull(await other.StandardOutput.ReadLineAsync(Token));
            await using var ledger = await SqliteLedger.OpenAsync(path, Token);
            var fact = new RunResumed { At = DateTimeOffset.UnixEpoch, Version = "intruder" };
            _ = await ledger.ReadAsync("r1", Token).CountAsync(Token);
            for (var batch = 0; batch < 3; batch++)
                Assert.NotNull(await other.StandardOutput.ReadLineAsync(Token));

            // The other has gone on since we read: our fact would tell of a state that is no more.
            var refused = await Assert.ThrowsAsync<LedgerException>(() => ledger.AppendAsync("r1", [fact], [], Token));

            Assert.Contains("r1", refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(
                "intruder", await ledger.ReadAsync("r1", Token).Cast<RunResumed>().Select(each => each.Version)
                    .ToListAsync(Token));
        }
        finally
        {
            other.Kill();
        }
    }

    private static async Task<int> KillAfterAsync(string path, int batches)
    {
        using var writer = ChildProcess.Start(ChildProcess.Write, path);
        var last = -1;
        while (await writer.StandardOutput.ReadLineAsync(Token) is { } line)
        {
            last = int.Parse(line, CultureInfo.InvariantCulture);
            // On Unix this is SIGKILL: no handler runs, no buffer is flushed. Lines on their way still count.
            if (--batches == 0)
                writer.Kill();
        }

        await writer.WaitForExitAsync(Token);
        Assert.NotEqual(-1, last);
        return last;
    }
}
