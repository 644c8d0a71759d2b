using System.CommandLine;
using Hailstone.Cli.Screen;
using Hailstone.Cli.Session;
using Hailstone.Ledger;
using Hailstone.Storage;

namespace Hailstone.Cli.Commands;

/// <summary>Finds the run that the command line means.</summary>
internal static class RunChoice
{
    /// <summary>Opens a ledger that must be there.</summary>
    /// <returns>The ledger, or null where a problem was written.</returns>
    public static async Task<ISharedLedger?> OpenAsync(LedgerAddress address)
    {
        if (address.MayExist)
            return await new Workspace(address).OpenAsync();
        Problems.Write(Text.Of(CliMessages.NoLedger, address));
        return null;
    }

    /// <summary>The run named, or the newest one.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="unfinished">Whether the newest run that is not complete is meant where none is named.</param>
    /// <returns>The run's id, or null where a problem was written.</returns>
    public static async Task<string?> OfAsync(ILedger ledger, ParseResult parsed, bool unfinished)
    {
        var runs = await ledger.RunsAsync(CancellationToken.None);
        if (parsed.GetValue(SharedOptions.Run) is { } named)
        {
            if (runs.Any(run => run.Run == named))
                return named;
            Problems.Write(Text.Of(CliMessages.NoSuchRun, named));
            return null;
        }

        var newest = unfinished && !parsed.GetValue(SharedOptions.Last)
            ? runs.FirstOrDefault(run => run.Because != EndReason.Complete)
            : runs.Count > 0 ? runs[0] : null;
        if (newest is null)
            Problems.Write(unfinished ? CliMessages.NothingToResume : CliMessages.NoRuns);
        return newest?.Run;
    }
}
