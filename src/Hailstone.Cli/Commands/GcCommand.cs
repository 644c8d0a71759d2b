using System.CommandLine;
using Hailstone.Cli.Screen;
using Hailstone.Cli.Session;
using Hailstone.Ledger;
using Hailstone.Storage;

namespace Hailstone.Cli.Commands;

/// <summary><c>hailstone gc</c>: removes old runs with all that belongs to them, once somebody agreed.</summary>
internal static class GcCommand
{
    private const int UsualKeep = 20;
    private const int MostDays = 36_500;

    public static Command Make()
    {
        var keep = new Option<int?>("--keep")
        {
            Description = CliMessages.OptionKeep,
            HelpName = "N",
            DefaultValueFactory = _ => UsualKeep,
            CustomParser = Values.Whole(0, int.MaxValue),
        };
        var older = new Option<int?>("--older-than-days")
        {
            Description = CliMessages.OptionOlderThan,
            HelpName = "DAYS",
            CustomParser = Values.Whole(1, MostDays),
        };
        var command = new Command("gc", CliMessages.CommandGc)
        {
            keep, older, SharedOptions.Ledger, SharedOptions.Yes,
        };
        command.SetAction((parsed, _) => PruneAsync(
            new Workspace(parsed.GetValue(SharedOptions.Ledger)!),
            parsed.GetValue(keep) ?? UsualKeep,
            parsed.GetValue(older),
            parsed.GetValue(SharedOptions.Yes)));
        return command;
    }

    private static async Task<int> PruneAsync(Workspace workspace, int keep, int? olderThanDays, bool yes)
    {
        await using var ledger = await RunChoice.OpenAsync(workspace.Ledger);
        if (ledger is null)
            return Problems.ExitCode;
        var limit = olderThanDays is { } days ? TimeProvider.System.GetUtcNow().AddDays(-days) : (DateTimeOffset?)null;
        var old = (await ledger.RunsAsync(CancellationToken.None))
            .Skip(keep)
            .Where(run => limit is null || run.Started < limit)
            .ToList();
        if (old.Count == 0)
        {
            await Console.Out.WriteLineAsync(CliMessages.NothingToPrune);
            return 0;
        }

        RunsCommand.Write(old, Console.Error);
        if (!yes && !Consent.CanAsk)
            return Problems.Write(CliMessages.PruneNoTerminal);
        if (!yes && !Consent.IsGiven(Text.Of(CliMessages.PruneAsk, old.Count)))
            return 0;
        var removed = 0;
        foreach (var run in old)
            removed += await IsRemovedAsync(ledger, workspace, run) ? 1 : 0;
        await ledger.CompactAsync(CancellationToken.None);
        await Console.Out.WriteLineAsync(Text.Of(CliMessages.Pruned, removed));
        return 0;
    }

    private static async Task<bool> IsRemovedAsync(ISharedLedger ledger, Workspace workspace, RunEntry run)
    {
        try
        {
            await using var held = await ledger.HoldAsync(run.Run, CancellationToken.None);
            await ledger.RemoveAsync(run.Run, CancellationToken.None);
        }
        catch (LedgerException held)
        {
            // Somebody writes it: then it is not old.
            Problems.Write(held.Message);
            return false;
        }

        // An id is a name without a separator, whatever the ledger holds: HoldAsync refuses any other.
        var folder = Path.Combine(workspace.Runs, run.Run);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        return true;
    }
}
