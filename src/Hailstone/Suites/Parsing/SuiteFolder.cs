using System.Security;

namespace Hailstone.Suites.Parsing;

/// <summary>Reads files, their size bounded and their links resolved before they are judged.</summary>
internal static class SuiteFolder
{
    /// <summary>The largest suite file.</summary>
    public const int LargestSuite = 4 * 1024 * 1024;

    /// <summary>The largest data file.</summary>
    public const int LargestData = 256 * 1024 * 1024;

    /// <summary>The largest JSON Schema.</summary>
    public const int LargestSchema = 1024 * 1024;

    /// <summary>Links are followed this often at most: beyond it they go in a circle.</summary>
    private const int MostLinks = 40;

    /// <summary>The bytes of a file, or null where that has been reported.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="shown">The file as the person named it.</param>
    /// <param name="at">Where it is named.</param>
    /// <param name="largest">The most bytes.</param>
    /// <param name="problems">Where to report.</param>
    public static byte[]? Read(string path, string shown, Place at, int largest, ProblemLog problems)
    {
        try
        {
            using var file = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = ReadAtMost(file, largest);
            if (bytes is null)
                problems.Add(
                    at,
                    "suite.file-too-large",
                    Phrase.Of(SuiteMessages.FileTooLarge, shown, largest / 1024 / 1024),
                    SuiteMessages.FileTooLargeMend);

            return bytes;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            problems.Add(
                at, "suite.file-missing", Phrase.Of(SuiteMessages.FileMissing, shown), SuiteMessages.FileMissingMend);
        }
        catch (Exception error) when (IsUnreadable(error))
        {
            problems.Add(
                at,
                "suite.file-unreadable",
                Phrase.Of(SuiteMessages.FileUnreadable, shown, error.Message),
                SuiteMessages.FileUnreadableMend);
        }

        return null;
    }

    /// <summary>The bytes of a file beside the suite, or null where that has been reported.</summary>
    public static byte[]? ReadBeside(Written.Scalar name, int largest, Reading reading)
    {
        var (at, shown) = (reading.Problems.At(name), Shown(name.Text, reading));
        try
        {
            var path = RealPath(Path.GetFullPath(name.Text, reading.Folder));
            if (reading.AllowOutside || IsInside(path, reading.Folder))
                return Read(path, shown, at, largest, reading.Problems);

            reading.Problems.Add(
                at,
                "suite.outside-folder",
                Phrase.Of(SuiteMessages.OutsideFolder, name.Text),
                SuiteMessages.OutsideFolderMend);
        }
        catch (Exception error) when (IsUnreadable(error))
        {
            reading.Problems.Add(
                at,
                "suite.file-unreadable",
                Phrase.Of(SuiteMessages.FileUnreadable, shown, error.Message),
                SuiteMessages.FileUnreadableMend);
        }

        return null;
    }

    /// <summary>A file beside the suite as the person would name it.</summary>
    public static string Shown(string name, Reading reading) =>
        Path.Combine(Path.GetDirectoryName(reading.Shown) ?? "", name);

    /// <summary>A full path without links in any of its parts.</summary>
    /// <exception cref="IOException">The links go in a circle.</exception>
    public static string RealPath(string path)
    {
        var left = new Stack<string>(Enumerable.Reverse(Parts(path)));
        var real = Path.GetPathRoot(path) ?? "";
        var links = 0;
        while (left.TryPop(out var part))
        {
            var next = Path.GetFullPath(Path.Combine(real, part));
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }

            if (++links > MostLinks)
                throw new IOException(SuiteMessages.LinkCircle);

            var aim = Path.Combine(real, target);
            real = Path.GetPathRoot(aim) ?? "";
            foreach (var piece in Enumerable.Reverse(Parts(aim)))
                left.Push(piece);
        }

        return real;
    }

    public static bool IsUnreadable(Exception error) =>
        error is IOException or UnauthorizedAccessException or SecurityException
            or ArgumentException or NotSupportedException;

    private static string[] Parts(string path) => path[(Path.GetPathRoot(path) ?? "").Length..]
        .Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);

    private static bool IsInside(string path, string folder)
    {
        var relative = Path.GetRelativePath(folder, path);
        return !Path.IsPathRooted(relative)
            && relative != ".."
            && !relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    /// <summary>Reads to the end, not to the length that the file claims: a device or a pipe claims none.</summary>
    private static byte[]? ReadAtMost(FileStream file, int largest)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = file.Read(buffer)) > 0)
        {
            if (kept.Length + read > largest)
                return null;

            kept.Write(buffer, 0, read);
        }

        return kept.ToArray();
    }
}
