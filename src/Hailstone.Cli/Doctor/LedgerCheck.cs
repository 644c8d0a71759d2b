using System.Globalization;
using Hailstone.Cli.Session;
using Hailstone.Ledger;
using Hailstone.Storage;

namespace Hailstone.Cli.Doctor;

/// <summary>Whether a run could keep its facts; makes nothing that stays.</summary>
internal static class LedgerCheck
{
    private const long LeastFreeBytes = 100L << 20;

    /// <summary>Looks.</summary>
    public static async Task<CheckStep> OfAsync(Workspace workspace)
    {
        var shown = workspace.Ledger.ToString() ?? "";
        try
        {
            if (workspace.Ledger.MayExist)
            {
                await using var ledger = await workspace.OpenAsync();
                await ledger.RunsAsync(CancellationToken.None);
            }

            if (workspace.Ledger is FileAddress { Path: var path } && File.Exists(path))
                await new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite).DisposeAsync();
            var folder = Existing(workspace.Folder);
            await new FileStream(
                Path.Combine(folder, $".hailstone-{Environment.ProcessId}"), FileMode.CreateNew, FileAccess.Write,
                FileShare.None, 1, FileOptions.DeleteOnClose).DisposeAsync();
            var free = new DriveInfo(folder).AvailableFreeSpace;
            shown = string.Create(CultureInfo.InvariantCulture, $"{shown}, {free >> 20:N0} MB");
            return free < LeastFreeBytes
                ? new CheckStep("ledger", shown, "disk_full", CliMessages.FileFault)
                : new CheckStep("ledger", shown);
        }
        catch (LedgerException fault)
        {
            return new CheckStep("ledger", fault.Message, "ledger", CliMessages.FileFault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new CheckStep("ledger", $"{shown}: {fault.Message}", "ledger_not_writable", CliMessages.FileFault);
        }
    }

    private static string Existing(string folder)
    {
        while (!Directory.Exists(folder))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException(folder);
        return folder;
    }
}
