namespace Hailstone.Ledger;

/// <summary>Shorter ways to ask a ledger.</summary>
public static class LedgerExtensions
{
    /// <summary>Reads all facts of a run in the order in which they were appended.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="run">The run's id; a run that is not there has no facts.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static IAsyncEnumerable<Fact> ReadAsync(this ILedger ledger, string run, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        return ledger.ReadAsync(run, 0, cancellation);
    }
}
