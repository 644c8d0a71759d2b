using System.Globalization;
using Hailstone.Ledger;
using Xunit;

namespace Hailstone.Storage.Tests;

/// <summary>What every ledger must do that several processes share, any of which may be killed.</summary>
public abstract class SharedLedgerConformance : LedgerConformance
{
    private readonly TemporaryFolder _folder = new();
    private string? _place;

    private string Place => _place ?? throw new InvalidOperationException("not opened");

    private ISharedLedger Shared => (ISharedLedger)Ledger;

    [Fact]
    public async Task What_was_acknowledged_is_there_after_the_writer_was_killed_and_no_half_batch_is()
    {
        foreach (var batches in (int[])[1, 40, 173])
        {
            var acknowledged = await KillAfterAsync(batches);

            await using var ledger = await AgainAsync();
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
        using var other = ChildProcess.Start(ChildProcess.Write, Place);
        try
        {
            for (var batch = 0; batch < 3; batch++)
                Assert.NotNull(await other.StandardOutput.ReadLineAsync(Token));
            var seen = await Ledger.ReadAsync("r1", Token).CountAsync(Token);
            int batchAfter;
            do
            {
                var line = await other.StandardOutput.ReadLineAsync(Token);
                batchAfter = int.Parse(line!, CultureInfo.InvariantCulture);
            }
            while (batchAfter < seen / ChildProcess.FactsInBatch);

            // The other has gone on since we read: our fact would tell of a state that is no more.
            var refused = await Assert.ThrowsAsync<LedgerException>(
                () => Ledger.AppendAsync("r1", [Fact("intruder")], [], Token));

            Assert.Contains("r1", refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(
                "intruder", (await FactsAsync("r1")).Cast<RunResumed>().Select(each => each.Version));
        }
        finally
        {
            other.Kill();
        }
    }

    [Fact]
    public async Task A_run_that_another_process_holds_is_refused_by_name_and_free_once_that_process_was_killed()
    {
        using var other = ChildProcess.Start(ChildProcess.Hold, Place);
        try
        {
            Assert.Equal("held", await other.StandardOutput.ReadLineAsync(Token));

            var refused = await Assert.ThrowsAsync<LedgerException>(() => Shared.HoldAsync("r1", Token));
            Assert.Contains("r1", refused.Message, StringComparison.Ordinal);
            Assert.Contains("another process", refused.Message, StringComparison.Ordinal);
            await (await Shared.HoldAsync("r2", Token)).DisposeAsync();
        }
        finally
        {
            other.Kill();
        }

        await other.WaitForExitAsync(Token);
        await (await Shared.HoldAsync("r1", Token)).DisposeAsync();
    }

    [Fact]
    public async Task A_run_is_held_once_in_one_process_too_until_it_is_given_back()
    {
        var held = await Shared.HoldAsync("r1", Token);
        await Assert.ThrowsAsync<LedgerException>(() => Shared.HoldAsync("r1", Token));

        await held.DisposeAsync();

        await (await Shared.HoldAsync("r1", Token)).DisposeAsync();
    }

    [Fact]
    public async Task Who_did_not_see_the_others_facts_is_refused()
    {
        await using var other = await AgainAsync();
        await Ledger.AppendAsync("r1", [Fact("ours")], [], Token);
        _ = await other.ReadAsync("r1", Token).CountAsync(Token);
        await Ledger.AppendAsync("r1", [Fact("ours too")], [], Token);

        var stale = await Assert.ThrowsAsync<LedgerException>(
            () => other.AppendAsync("r1", [Fact("theirs")], [], Token));
        await other.AppendAsync("r2", [Fact("theirs")], [], Token);
        await Ledger.AppendAsync("r1", [Fact("ours still")], [], Token);

        Assert.Contains("another process writes this run (r1)", stale.Message, StringComparison.Ordinal);
        Assert.Equal(3, await other.ReadAsync("r1", Token).CountAsync(Token));
    }

    [Fact]
    public async Task Who_resumes_takes_the_run_and_the_one_before_is_refused_even_if_it_reads()
    {
        await Ledger.AppendAsync("r1", [Fact("ours")], [], Token);
        await using var other = await AgainAsync();
        _ = await other.ReadAsync("r1", Token).CountAsync(Token);
        await other.AppendAsync("r1", [Fact("theirs")], [], Token);

        // A live view reads while the run is written: that must not pass the other's facts off as known.
        _ = await Ledger.ReadAsync("r1", Token).CountAsync(Token);
        await Assert.ThrowsAsync<LedgerException>(() => Ledger.AppendAsync("r1", [Fact("ours again")], [], Token));

        await other.AppendAsync("r1", [Fact("theirs again")], [], Token);
        Assert.Equal(3, await Ledger.ReadAsync("r1", Token).CountAsync(Token));
    }

    [Fact]
    public async Task A_run_is_removed_with_all_that_belongs_to_it_and_the_others_stay()
    {
        await Ledger.AppendAsync("r1", [Start("gone", 0), Started(1)], [Answer(1, "gone")], Token);
        await Ledger.AppendAsync("r2", [Start("stays", 1), Started(1)], [Answer(1, "stays")], Token);

        await Shared.RemoveAsync("r1", Token);
        await Shared.RemoveAsync("r1", Token);
        await Shared.CompactAsync(Token);

        Assert.Equal("r2", Assert.Single(await Ledger.RunsAsync(Token)).Run);
        Assert.Empty(await FactsAsync("r1"));
        Assert.Empty(await Ledger.BodiesAsync("r1", BodyKind.Answer, Token).ToListAsync(Token));
        Assert.Equal(2, (await FactsAsync("r2")).Count);
        // What was removed leaves its name free.
        await Ledger.AppendAsync("r1", [Started(1)], [Answer(1, "new")], Token);
        Assert.Single(await FactsAsync("r1"));
    }

    [Fact]
    public async Task A_closed_ledger_says_so_and_may_be_closed_again()
    {
        await Ledger.DisposeAsync();
        await Ledger.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => Ledger.AppendAsync("r1", [Fact("a")], [], Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Ledger.RunsAsync(Token));
    }

    /// <summary>Where an empty ledger can be made.</summary>
    /// <param name="folder">A folder that is gone after the test.</param>
    protected abstract Task<string> PlaceAsync(TemporaryFolder folder);

    protected override async Task<ILedger> OpenAsync()
    {
        _place = await PlaceAsync(_folder);
        return await AgainAsync();
    }

    protected override ValueTask CleanAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task<ISharedLedger> AgainAsync() => ChildProcess.OpenAsync(Place, _folder.Of(), Token);

    private static RunResumed Fact(string version) => new() { At = DateTimeOffset.UnixEpoch, Version = version };

    private async Task<int> KillAfterAsync(int batches)
    {
        using var writer = ChildProcess.Start(ChildProcess.Write, Place);
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
