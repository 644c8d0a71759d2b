using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hailstone.Suites;

namespace Hailstone.Importing;

/// <summary>Reads results made elsewhere: JSON Lines, a trial a line; or the one JSON file of a script.</summary>
public static class ResultFile
{
    private const long MostBytes = 512L << 20;

    /// <summary>Reads a file as one complete run.</summary>
    /// <param name="path">The file.</param>
    /// <param name="run">The id of the run that it becomes.</param>
    /// <param name="version">The version of Hailstone.</param>
    /// <param name="at">Now.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static ImportResult Read(string path, string run, string version, DateTimeOffset at)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var problems = new ImportProblems(path);
        if (new FileInfo(path) is { Exists: true, Length: > MostBytes })
        {
            problems.Add(null, "import.too-large", ImportMessages.TooLarge, ImportMessages.TooLargeMend);
            return new ImportResult.Invalid(problems.All);
        }

        var bytes = File.ReadAllBytes(path);
        var trials = Trials(bytes, problems);
        var grid = problems.All.Count == 0 ? ImportGrid.Of(trials, problems) : null;
        if (grid is null || problems.All.Count > 0)
            return new ImportResult.Invalid(problems.All);
        var facts = new ImportFacts(grid, Path.GetFullPath(path), Convert.ToHexStringLower(SHA256.HashData(bytes)));
        return facts.Make(run, version, at);
    }

    private static List<ImportedTrial> Trials(byte[] bytes, ImportProblems problems)
    {
        string text;
        try
        {
            text = new UTF8Encoding(false, true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            problems.Add(null, "import.encoding", ImportMessages.NoUtf8, ImportMessages.NoUtf8Mend);
            return [];
        }

        // A line that is a whole object of its own is JSON Lines; else the file is one object over many lines.
        return IsScript(text) ? ScriptResults.Read(text, problems) : ResultLines.Read(text, problems);
    }

    private static bool IsScript(string text)
    {
        try
        {
            using var whole = JsonDocument.Parse(text);
            return whole.RootElement.ValueKind != JsonValueKind.Object
                || !whole.RootElement.TryGetProperty("item", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

/// <summary>What is wrong with a file, each with its place and its mend.</summary>
internal sealed class ImportProblems(string path)
{
    private const int Most = 100;

    private readonly List<Problem> _all = [];

    /// <summary>All of them.</summary>
    public IReadOnlyList<Problem> All => _all;

    /// <summary>Adds one.</summary>
    public void Add(int? line, string code, string message, string mend, params ReadOnlySpan<object?> values)
    {
        if (_all.Count < Most)
        {
            _all.Add(new Problem(
                new Place(path, line), code, string.Format(CultureInfo.InvariantCulture, message, values), mend));
        }
    }
}
