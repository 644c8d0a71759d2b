using System.Globalization;
using Xunit;

namespace Hailstone.Tests.Tidy;

/// <summary>Compares a text with the one that was approved and lies in the repository.</summary>
internal static class Approved
{
    /// <summary>Holds a text to the approved one; with <c>ACCEPT=1</c> in the environment, approves it.</summary>
    /// <param name="received">The text.</param>
    /// <param name="path">The approved file, from the repository's root.</param>
    public static void Holds(string received, params ReadOnlySpan<string> path)
    {
        var approved = RepositoryRoot.Of(path);
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(approved)!);
            File.WriteAllText(approved, received);
        }

        var expected = File.Exists(approved) ? File.ReadAllText(approved).ReplaceLineEndings("\n") : "";
        if (received == expected)
            return;
        var output = Path.Combine(AppContext.BaseDirectory, "received", Path.GetFileName(approved));
        Directory.CreateDirectory(Path.GetDirectoryName(output)!);
        File.WriteAllText(output, received);
        var line = FirstDifference(expected, received);
        Assert.Fail(string.Create(
            CultureInfo.InvariantCulture,
            $"{string.Join('/', path!)} differs from line {line} on. Received: {output}. "
            + $"To approve it, run the test once with ACCEPT=1 in the environment."));
    }

    private static int FirstDifference(string expected, string received) =>
        1 + expected.Split('\n').Zip(received.Split('\n')).TakeWhile(pair => pair.First == pair.Second).Count();
}
