using System.Globalization;
using System.Text;
using Hailstone.Suites.Parsing;

namespace Hailstone.Suites;

/// <summary>Reads suites from files.</summary>
public static class SuiteFile
{
    /// <summary>The name of a suite in a folder.</summary>
    private const string InFolder = "suite.yaml";

    /// <summary>Reads, checks and resolves a suite.</summary>
    /// <param name="path">The file, or a folder that holds <c>suite.yaml</c>.</param>
    /// <param name="options">What the command line adds.</param>
    /// <returns>The suite, or every problem at once.</returns>
    public static SuiteResult Read(string path, SuiteOptions options)
    {
        // Templates and conversions inside the Liquid engine follow the thread's culture: a suite must not.
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            return ReadInvariant(path, options);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static SuiteResult ReadInvariant(string path, SuiteOptions options)
    {
        var shown = Directory.Exists(path) ? Path.Combine(path, InFolder) : path;
        var problems = new ProblemLog(shown);
        try
        {
            var real = SuiteFolder.RealPath(Path.GetFullPath(shown));
            var reading = new Reading(shown, Path.GetDirectoryName(real) ?? real, options.AllowOutside);
            var suite = Parse(real, reading) is { } root ? new SuiteReader(reading, options).Read(root, real) : null;
            return suite is not null && reading.Problems.Count == 0
                ? new SuiteResult.Valid(suite)
                : new SuiteResult.Invalid(reading.Problems.InOrder());
        }
        catch (Exception error) when (SuiteFolder.IsUnreadable(error))
        {
            problems.Add(
                new Place(shown),
                "suite.file-unreadable",
                Phrase.Of(SuiteMessages.FileUnreadable, shown, error.Message),
                SuiteMessages.FileUnreadableMend);
            return new SuiteResult.Invalid(problems.InOrder());
        }
    }

    /// <summary>The suite as written, or null where that has been reported.</summary>
    private static Written.Mapping? Parse(string real, Reading reading)
    {
        var (shown, problems) = (reading.Shown, reading.Problems);
        if (SuiteFolder.Read(real, shown, new Place(shown), SuiteFolder.LargestSuite, problems) is not { } bytes
            || Utf8Text.Check(bytes, shown, problems) is not { } text)
        {
            return null;
        }

        var root = YamlText.Read(Encoding.UTF8.GetString(text.Span), problems);
        if (root is not (null or Written.Mapping or Written.Broken))
            problems.Add(
                root,
                "suite.wrong-kind",
                Phrase.Of(SuiteMessages.WrongKind, "suite", SuiteMessages.KindMapping),
                SuiteMessages.RootMend);

        return root as Written.Mapping;
    }
}

/// <summary>What the command line adds to a suite.</summary>
public sealed record SuiteOptions
{
    /// <summary>Whether files outside the suite's folder may be read; default false.</summary>
    public bool AllowOutside { get; init; }

    /// <summary>Only these targets, by id; empty takes all. A name that no target has is a problem.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Only these groups; empty takes all. A name that no group has is a problem.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Overrides the suite's repeats; null keeps them.</summary>
    public int? Repeats { get; init; }

    /// <summary>Overrides the suite's budget in US dollars; null keeps it.</summary>
    public decimal? BudgetUsd { get; init; }

    /// <summary>Overrides the budget of every target in US dollars; null keeps the suite's.</summary>
    public decimal? TargetBudgetUsd { get; init; }

    /// <summary>
    /// Overrides the suite's policy; null keeps it. The figures of <see cref="PolicyKind.Fixed"/> stay the suite's.
    /// </summary>
    public PolicyKind? Policy { get; init; }
}
