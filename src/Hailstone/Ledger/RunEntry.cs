namespace Hailstone.Ledger;

/// <summary>A run in the ledger, in a line.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="Suite">The suite's name.</param>
/// <param name="Started">When it began.</param>
/// <param name="Trials">How many trials it has.</param>
/// <param name="Ended">How many have ended; what a retry has opened again counts once it ends again.</param>
/// <param name="Because">Why it stopped last; null where it runs, or died.</param>
/// <param name="Simulated">Whether the simulator answered.</param>
public sealed record RunEntry(
    string Run, string Suite, DateTimeOffset Started, int Trials, int Ended, EndReason? Because, bool Simulated)
{
    /// <summary>Sums up a run.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="started">The run's first <see cref="RunStarted"/>.</param>
    /// <param name="ended">How many different trials have ended, and were not opened again by a retry.</param>
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
