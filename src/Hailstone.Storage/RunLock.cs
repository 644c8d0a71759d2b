using System.Globalization;
using Hailstone.Ledger;

namespace Hailstone.Storage;

/// <summary>
/// The right to write a run: held by one process at a time, and given back by the operating system when it dies.
/// </summary>
public sealed class RunLock : IDisposable, IAsyncDisposable
{
    private readonly FileStream _file;

    private RunLock(FileStream file) => _file = file;

    /// <summary>Takes the lock of a run: the file <c>runs/RUN/lock</c> beside the ledger.</summary>
    /// <param name="ledgerPath">The ledger's file, whose folder exists.</param>
    /// <param name="run">The run's id.</param>
    /// <returns>The lock; disposing of it gives it back.</returns>
    /// <exception cref="LedgerException">Another process holds it, or the folder cannot be written.</exception>
    /// <exception cref="ArgumentException"><paramref name="run"/> is not a <see cref="RunId"/>.</exception>
    public static RunLock Take(string ledgerPath, string run)
    {
        RunId.ThrowIfInvalid(run);
        var folder = Path.GetDirectoryName(Path.GetFullPath(ledgerPath))!;
        var path = Path.Combine(folder, "runs", run, "lock");
        try
        {
            OwnerFiles.MakeFolders(folder, "runs", run);
            return new RunLock(OwnerFiles.Open(path, FileShare.None));
        }
        catch (IOException fault) when (IsHeld(fault))
        {
            throw new LedgerException(Text(StorageMessages.RunHeld, run, path), fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new LedgerException(Text(StorageMessages.LockRefused, path, fault.Message), fault);
        }
    }

    /// <summary>Gives the lock back. The file stays: without it, two could each lock a file of their own.</summary>
    public void Dispose() => _file.Dispose();

    /// <summary>Gives the lock back, as <see cref="Dispose"/>.</summary>
    public ValueTask DisposeAsync() => _file.DisposeAsync();

    // EWOULDBLOCK is 11 on Linux and 35 on macOS; ERROR_SHARING_VIOLATION is 32 and ERROR_LOCK_VIOLATION 33 on Windows.
    private static bool IsHeld(IOException fault) =>
        OperatingSystem.IsWindows() ? (fault.HResult & 0xFFFF) is 32 or 33 : fault.HResult is 11 or 35;

    private static string Text(string message, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, message, values);
}
