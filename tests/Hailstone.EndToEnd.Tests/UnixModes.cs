namespace Hailstone.EndToEnd.Tests;

/// <summary>Who may do what with a file; without effect on Windows, where tests of it are skipped.</summary>
internal static class UnixModes
{
    /// <summary>Sets the mode of a file or folder.</summary>
    public static void Set(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, mode);
    }

    /// <summary>The mode of a file or folder; none on Windows.</summary>
    public static UnixFileMode Of(string path) =>
        OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);
}
