namespace Hailstone.Suites;

/// <summary>Reads suites from files.</summary>
public static class SuiteFile
{
    /// <summary>Reads, checks and resolves a suite.</summary>
    /// <param name="path">The file, or a folder that holds <c>suite.yaml</c>.</param>
    /// <param name="options">What the command line adds.</param>
    /// <returns>The suite, or every problem at once.</returns>
    public static SuiteResult Read(string path, SuiteOptions options) => throw new NotSupportedException(path + options);
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
}
