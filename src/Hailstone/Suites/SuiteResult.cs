namespace Hailstone.Suites;

/// <summary>What reading a suite gives: a valid suite, or every problem at once.</summary>
public abstract record SuiteResult
{
    private SuiteResult()
    {
    }

    /// <summary>The suite can be used.</summary>
    /// <param name="Suite">The resolved suite.</param>
    public sealed record Valid(Suite Suite) : SuiteResult;

    /// <summary>The suite cannot be used.</summary>
    /// <param name="Problems">All that is wrong, in the order of the file; at least one.</param>
    public sealed record Invalid(IReadOnlyList<Problem> Problems) : SuiteResult;
}
