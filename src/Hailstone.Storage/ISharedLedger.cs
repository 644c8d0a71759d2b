using Hailstone.Ledger;

namespace Hailstone.Storage;

/// <summary>A ledger that outlives its process: several may have it open, and one of them writes a run.</summary>
public interface ISharedLedger : ILedger
{
    /// <summary>Takes the right to write a run: one holder at a time, until it lets go or its process dies.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="cancellation">Gives up before the right is taken.</param>
    /// <returns>What gives the right back when it is disposed of.</returns>
    /// <exception cref="LedgerException">Another holds it, or the ledger cannot be used.</exception>
    /// <exception cref="ArgumentException"><paramref name="run"/> is not a <see cref="RunId"/>.</exception>
    Task<IAsyncDisposable> HoldAsync(string run, CancellationToken cancellation);

    /// <summary>Removes a whole run, all that belongs to it or nothing. Who removes a run holds it.</summary>
    /// <param name="run">The run's id; a run that is not there is removed already.</param>
    /// <param name="cancellation">Gives up before anything is removed.</param>
    /// <exception cref="LedgerException">The ledger cannot be written.</exception>
    Task RemoveAsync(string run, CancellationToken cancellation);

    /// <summary>Gives the space of removed runs back where the ledger can do that by itself.</summary>
    /// <param name="cancellation">Gives up before it begins.</param>
    Task CompactAsync(CancellationToken cancellation);
}
