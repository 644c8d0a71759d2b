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
    /// <param name="cancellation">Stops the reading.</param>
    IAsyncEnumerable<Fact> ReadAsync(string run, CancellationToken cancellation);

    /// <summary>Reads one kind of bodies of a run, by attempt.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="kind">Which bodies.</param>
    /// <param name="cancellation">Stops the reading.</param>
    IAsyncEnumerable<Body> BodiesAsync(string run, BodyKind kind, CancellationToken cancellation);

    /// <summary>The runs, the newest first.</summary>
    /// <param name="cancellation">Stops the reading.</param>
    Task<IReadOnlyList<RunEntry>> RunsAsync(CancellationToken cancellation);
}

/// <summary>A text that belongs to an attempt.</summary>
/// <param name="Attempt">The attempt's number in its run.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The text, keys redacted.</param>
public sealed record Body(int Attempt, BodyKind Kind, string Text);

/// <summary>What a body is.</summary>
public enum BodyKind
{
    /// <summary>The request as it was sent.</summary>
    Request,

    /// <summary>The answer's text.</summary>
    Answer,

    /// <summary>The response as it came where it was an error or a broken stream.</summary>
    RawResponse,
}

/// <summary>A run in the ledger, in a line.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="Suite">The suite's name.</param>
/// <param name="Started">When it began.</param>
/// <param name="Trials">How many trials it has.</param>
/// <param name="Ended">How many have ended.</param>
/// <param name="Because">Why it stopped last; null where it runs, or died.</param>
/// <param name="Simulated">Whether the simulator answered.</param>
public sealed record RunEntry(
    string Run, string Suite, DateTimeOffset Started, int Trials, int Ended, EndReason? Because, bool Simulated)
{
    /// <summary>Sums up a run.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="started">The run's first <see cref="RunStarted"/>.</param>
    /// <param name="ended">How many different trials have ended.</param>
    /// <param name="last">
    /// The last fact that says whether the run goes on: <see cref="RunStarted"/>, <see cref="RunResumed"/> or
    /// <see cref="RunEnded"/>.
    /// </param>
    public static RunEntry Of(string run, RunStarted started, int ended, Fact last) => new(
        run,
        started.Suite,
        started.At,
        checked(started.Items.Count * started.Targets.Count * started.Repeats),
        ended,
        (last as RunEnded)?.Because,
        started.Options.Simulated);

    /// <summary>The newest first; of two that began at one instant, the greater id first.</summary>
    /// <param name="entries">The runs, in any order.</param>
    public static IReadOnlyList<RunEntry> NewestFirst(IEnumerable<RunEntry> entries) =>
    [
        .. entries.OrderByDescending(entry => entry.Started)
            .ThenByDescending(entry => entry.Run, StringComparer.Ordinal),
    ];
}

/// <summary>A ledger that cannot be read or written: where, why, and what to do stand in the message.</summary>
public sealed class LedgerException : IOException
{
    /// <summary>Makes one without a message.</summary>
    public LedgerException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">Where, why, and what to do.</param>
    public LedgerException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and its cause.</summary>
    /// <param name="message">Where, why, and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public LedgerException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
