using Hailstone.Storage;

namespace Hailstone.Cli.Session;

/// <summary>Where a run's files lie: beside its ledger's file, else in the default ledger's folder.</summary>
internal sealed class Workspace
{

    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public Workspace(LedgerAddress ledger)
    {
        Ledger = ledger;
        Folder = Path.GetDirectoryName(((ledger as FileAddress) ?? DefaultLedger).Path)!;
    }

    /// <summary>The default ledger, under the working folder.</summary>
    public static FileAddress DefaultLedger { get; } =
        new(Path.GetFullPath(".hailstone/ledger.db"), ".hailstone/ledger.db");

    /// <summary>The ledger's address.</summary>
    public LedgerAddress Ledger { get; }

    /// <summary>The folder of what lies beside the ledger.</summary>
    public string Folder { get; }

    /// <summary>The link to the newest log.</summary>
    public string LatestLog => Path.Combine(Folder, "latest.log");

    /// <summary>The folder of all runs' own folders.</summary>
    public string Runs => Path.Combine(Folder, "runs");

    /// <summary>Opens the ledger, or makes a new one.</summary>
    public Task<ISharedLedger> OpenAsync() => Ledger.OpenAsync(Folder, CancellationToken.None);

    /// <summary>A run's folder, made where it is not there, its owner's alone.</summary>
    public string FolderOf(string run)
    {
        var folder = Path.Combine(Runs, run);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, Owner);
        return folder;
    }

    /// <summary>A path as a person would type it from here.</summary>
    public static string Shown(string path)
    {
        var relative = Path.GetRelativePath(Path.GetFullPath("."), path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
