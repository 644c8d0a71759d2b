using Hailstone.Ledger;
using Hailstone.Providers;
using Hailstone.Scoring;
using Xunit;

namespace Hailstone.Storage.Tests;

/// <summary>What it costs to read a run back, of which a run of 100,000 trials has 300,000 facts.</summary>
public sealed class ReplayTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_fact_takes_few_bytes_to_read_however_many_there_are()
    {
        var few = await BytesOfFactAsync(500);
        var many = await BytesOfFactAsync(8000);

        // The fact's own objects, 420 bytes as measured: its JSON is read where SQLite holds it.
        Assert.InRange(many, 100, 630);
        Assert.InRange(many / few, 0.5, 1.2);
    }

    private async Task<double> BytesOfFactAsync(int trials)
    {
        await using var ledger = await SqliteLedger.OpenAsync(_folder.Of($"ledger-{trials}.db"), Token);
        await ledger.AppendAsync("r1", [.. Enumerable.Range(0, trials).SelectMany(Trial)], [], Token);
        // The first reading makes what is made once.
        await ledger.ReadAsync("r1", Token).CountAsync(Token);
        // SQLite reads without waiting, so that all of it is this thread's, whatever else runs beside.
        var before = GC.GetAllocatedBytesForCurrentThread();
        var reading = ledger.ReadAsync("r1", Token).CountAsync(Token);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(reading.IsCompletedSuccessfully);
        return (double)bytes / await reading;
    }

    private static IEnumerable<Fact> Trial(int trial)
    {
        var at = DateTimeOffset.UnixEpoch.AddSeconds(trial);
        yield return new AttemptStarted
        {
            At = at,
            Attempt = trial + 1,
            Trial = trial,
            Purpose = Purpose.Ask,
            ReservedUsd = 0.0123m,
        };
        yield return new AttemptEnded
        {
            At = at,
            Attempt = trial + 1,
            Trial = trial,
            Status = 200,
            RequestId = "req_0123456789",
            RequestHash = new string('c', 64),
            Stop = StopReason.Stop,
            StopRaw = "stop",
            Model = "gpt-4.1-mini-2025-04-14",
            ServiceTier = "default",
            Usage = new Catalogue.Usage { Input = 100, CacheRead = 0, Output = 20 },
            CostUsd = 0.000072m,
            CostStatus = CostStatus.Reported,
            WaitSeconds = 0.25,
            Stamps = new Stamps { Sent = TimeSpan.FromMilliseconds(20), Closed = TimeSpan.FromMilliseconds(900) },
        };
        yield return new TrialEnded
        {
            At = at,
            Trial = trial,
            Outcome = Outcome.Scored,
            Score = 1,
            Attempt = trial + 1,
            Explain = "42 is right",
        };
    }
}
