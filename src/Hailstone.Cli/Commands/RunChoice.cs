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
        if (!unfinished || parsed.GetValue(SharedOptions.Run) is not null)
            return (await OfAsync(ledger, [parsed.GetValue(SharedOptions.Run)]))?[0];
        var runs = await ledger.RunsAsync(CancellationToken.None);
        var isLast = parsed.GetValue(SharedOptions.Last);
        var newest = runs.FirstOrDefault(run => isLast || run.Because != EndReason.Complete);
        if (newest is null)
            Problems.Write(CliMessages.NothingToResume);
        return newest?.Run;
    }

    /// <summary>Runs by their names.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="named">The names; null for the newest.</param>
    /// <returns>The runs' ids, or null where a problem was written.</returns>
    public static async Task<IReadOnlyList<string>?> OfAsync(ILedger ledger, params IReadOnlyList<string?> named)
    {
        var runs = await ledger.RunsAsync(CancellationToken.None);
        var meant = new List<string>();
        foreach (var name in named)
        {
            if (runs.FirstOrDefault(run => name is null || run.Run == name) is { } run)
                meant.Add(run.Run);
            else
                Problems.Write(name is null ? CliMessages.NoRuns : Text.Of(CliMessages.NoSuchRun, name));
        }

        return meant.Count == named.Count ? meant : null;
    }
}
