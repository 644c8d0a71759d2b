namespace Hailstone.Cli.Session;

/// <summary>Where a run's files lie: beside its ledger.</summary>
internal sealed class Workspace
{
    /// <summary>The default ledger, under the working folder.</summary>
    public const string DefaultLedger = ".hailstone/ledger.db";

    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _folder;

    public Workspace(string ledger)
    {
        Ledger = Path.GetFullPath(ledger);
        _folder = Path.GetDirectoryName(Ledger) ?? Ledger;
    }

    /// <summary>The ledger's full path.</summary>
    public string Ledger { get; }

    /// <summary>The link to the newest log.</summary>
    public string LatestLog => Path.Combine(_folder, "latest.log");

    /// <summary>The folder of all runs' own folders.</summary>
    public string Runs => Path.Combine(_folder, "runs");

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
