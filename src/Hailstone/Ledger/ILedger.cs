namespace Hailstone.Ledger;

/// <summary>Keeps facts. A batch is appended whole or not at all, and is on disk when the call returns.</summary>
public interface ILedger : IAsyncDisposable
{
    /// <summary>Appends facts of a run, with the bodies that belong to them, in one step.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="facts">The facts, in order.</param>
    /// <param name="bodies">The bodies; they lie apart, so that reading facts never reads them.</param>
    /// <param name="cancellation">Gives up before the step begins.</param>
    /// <exception cref="LedgerException">
    /// The ledger cannot be written, another process writes this run, or a body is already there.
    /// </exception>
    /// <exception cref="ArgumentException"><paramref name="run"/> is not a <see cref="RunId"/>.</exception>
    Task AppendAsync(
        string run, IReadOnlyList<Fact> facts, IReadOnlyList<Body> bodies, CancellationToken cancellation);

    /// <summary>Reads the facts of a run in the order in which they were appended.</summary>
    /// <param name="run">The run's id; a run that is not there has no facts.</param>
    /// <param name="skip">How many of the first facts to pass over, 0 or more: those that are known already.</param>
    /// <param name="cancellation">Stops the reading.</param>
    IAsyncEnumerable<Fact> ReadAsync(string run, int skip, CancellationToken cancellation);

    /// <summary>
    /// Reads the facts that concern a run as a whole, in the order in which they were appended: all but those of its
    /// attempts and the ends of its trials. They are few, however large the run.
    /// </summary>
    /// <param name="run">The run's id; a run that is not there has no facts.</param>
    /// <param name="cancellation">Stops the reading.</param>
    IAsyncEnumerable<Fact> OutlineAsync(string run, CancellationToken cancellation);

    /// <summary>Reads one kind of bodies of a run, by attempt.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="kind">Which bodies.</param>
    /// <param name="cancellation">Stops the reading.</param>
    IAsyncEnumerable<Body> BodiesAsync(string run, BodyKind kind, CancellationToken cancellation);

    /// <summary>The runs, the newest first.</summary>
    /// <param name="cancellation">Stops the reading.</param>
    Task<IReadOnlyList<RunEntry>> RunsAsync(CancellationToken cancellation);
}
