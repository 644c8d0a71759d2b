using Hailstone.Ledger;

namespace Hailstone.Tests.Running;

/// <summary>A ledger whose disk is full after so many writes, and that takes its time before it keeps.</summary>
internal sealed class FallibleLedger : ILedger
{
    private readonly Lock _lock = new();
    private readonly List<Fact> _facts = [];

    public int WritesLeft { get; set; } = int.MaxValue;

    public List<Fact> Facts
    {
        get
        {
            lock (_lock)
                return [.. _facts];
        }
    }

    public void Clear()
    {
        lock (_lock)
            _facts.Clear();
    }

    public async Task AppendAsync(
        string run, IReadOnlyList<Fact> facts, IReadOnlyList<Body> bodies, CancellationToken cancellation)
    {
        await Task.Yield();
        if (WritesLeft-- <= 0)
            throw new LedgerException("full");
        lock (_lock)
            _facts.AddRange(facts);
    }

    public IAsyncEnumerable<Fact> ReadAsync(string run, int skip, CancellationToken cancellation) =>
        Facts.Skip(skip).ToAsyncEnumerable();

    public IAsyncEnumerable<Fact> OutlineAsync(string run, CancellationToken cancellation) =>
        ReadAsync(run, 0, cancellation).Where(fact => fact is not (AttemptStarted or AttemptEnded or TrialEnded));

    public IAsyncEnumerable<Body> BodiesAsync(string run, BodyKind kind, CancellationToken cancellation) =>
        AsyncEnumerable.Empty<Body>();

    public Task<IReadOnlyList<RunEntry>> RunsAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<RunEntry>>([]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
