using Hailstone.Ledger;

namespace Hailstone.Storage.Tests.Killing;

/// <summary>A ledger that kills its process before or after one of its commits.</summary>
internal sealed class DeadlyLedger(ILedger ledger, KillPoint point) : ILedger
{
    private int _commits;

    public async Task AppendAsync(
        string run, IReadOnlyList<Fact> facts, IReadOnlyList<Body> bodies, CancellationToken cancellation)
    {
        var commit = Interlocked.Increment(ref _commits);
        point.Reach(KillMoment.BeforeCommit, commit);
        await ledger.AppendAsync(run, facts, bodies, cancellation);
        point.Reach(KillMoment.AfterCommit, commit);
    }

    public IAsyncEnumerable<Fact> ReadAsync(string run, int skip, CancellationToken cancellation) =>
        ledger.ReadAsync(run, skip, cancellation);

    public IAsyncEnumerable<Fact> OutlineAsync(string run, CancellationToken cancellation) =>
        ledger.OutlineAsync(run, cancellation);

    public IAsyncEnumerable<Body> BodiesAsync(string run, BodyKind kind, CancellationToken cancellation) =>
        ledger.BodiesAsync(run, kind, cancellation);

    public Task<IReadOnlyList<RunEntry>> RunsAsync(CancellationToken cancellation) => ledger.RunsAsync(cancellation);

    public ValueTask DisposeAsync() => ledger.DisposeAsync();
}
