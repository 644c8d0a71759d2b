using System.Globalization;
using Hailstone.Ledger;

namespace Hailstone.Storage;

/// <summary>Makes folders and files that their owner alone may use, whatever the process's umask says.</summary>
internal static class OwnerFiles
{
    private const UnixFileMode FolderMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const UnixFileMode FileMode0600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Prepares the place of a ledger: its folder, and an empty file where there is none.</summary>
    /// <param name="path">The ledger's full path.</param>
    public static void PrepareLedger(string path)
    {
        if (Directory.Exists(path))
            throw Refusal(StorageMessages.IsFolder, path);
        var folder = Path.GetDirectoryName(path)!;
        try
        {
            PrepareFolder(path, folder);
            if (!File.Exists(path))
                Open(path, FileShare.ReadWrite).Dispose();
        }
        catch (Exception fault) when (fault is IOException and not LedgerException or UnauthorizedAccessException)
        {
            throw Refusal(StorageMessages.FolderRefused, path, fault.Message, fault);
        }
    }

    /// <summary>Prepares a folder for what runs keep beside their ledger.</summary>
    /// <param name="folder">The folder's full path.</param>
    public static void PrepareFolder(string folder)
    {
        try
        {
            PrepareFolder(folder, folder);
        }
        catch (Exception fault) when (fault is IOException and not LedgerException or UnauthorizedAccessException)
        {
            throw Refusal(StorageMessages.FolderRefused, folder, fault.Message, fault);
        }
    }

    /// <summary>Makes a folder and those above it, down from one that exists.</summary>
    /// <param name="existing">A folder that is there.</param>
    /// <param name="names">The names of the folders below it.</param>
    /// <returns>The path of the last one.</returns>
    public static string MakeFolders(string existing, params ReadOnlySpan<string> names)
    {
        var folder = existing;
        foreach (var name in names)
            MakeFolder(folder = Path.Combine(folder, name));
        return folder;
    }

    /// <summary>Opens a file for reading and writing; a new one is its owner's alone.</summary>
    /// <param name="path">The file.</param>
    /// <param name="share">What others may do meanwhile.</param>
    public static FileStream Open(string path, FileShare share)
    {
        var isNew = !File.Exists(path);
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = share,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = FileMode0600;
        var file = new FileStream(path, options);
        // A umask can take rights from the owner too: only setting them afterwards is sure.
        if (isNew && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(file.SafeFileHandle, FileMode0600);
        return file;
    }

    private static void PrepareFolder(string path, string folder)
    {
        // Only the last folder is made: a whole missing path is more often a slip than a wish.
        if (!Directory.Exists(folder))
        {
            var parent = Path.GetDirectoryName(folder);
            if (!Directory.Exists(parent))
                throw Refusal(StorageMessages.FolderMissing, path, parent ?? folder);
            MakeFolder(folder);
        }

        var ignore = Path.Combine(folder, ".gitignore");
        if (Path.GetFileName(folder) != ".hailstone" || File.Exists(ignore))
            return;
        using var file = Open(ignore, FileShare.ReadWrite);
        file.Write("*\n"u8);
    }

    private static void MakeFolder(string folder)
    {
        if (Directory.Exists(folder))
            return;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        Directory.CreateDirectory(folder, FolderMode);
        File.SetUnixFileMode(folder, FolderMode);
    }

    private static LedgerException Refusal(string message, string path, string detail = "", Exception? cause = null)
    {
        var text = string.Format(CultureInfo.InvariantCulture, message, path, detail);
        return cause is null ? new LedgerException(text) : new LedgerException(text, cause);
    }
}
