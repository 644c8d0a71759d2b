using Hailstone.Ledger;
using Hailstone.Suites;

namespace Hailstone.Importing;

/// <summary>What reading a file of results gives: a run, or every problem at once.</summary>
public abstract record ImportResult
{
    private ImportResult()
    {
    }

    /// <summary>The file is a complete run.</summary>
    /// <param name="Facts">Its facts, in order.</param>
    /// <param name="Answers">The answers that the file holds.</param>
    /// <param name="Trials">How many results it holds.</param>
    public sealed record Valid(IReadOnlyList<Fact> Facts, IReadOnlyList<Body> Answers, int Trials) : ImportResult;

    /// <summary>The file cannot be taken.</summary>
    /// <param name="Problems">What is wrong, in the order of the file; at least one, at most 100.</param>
    public sealed record Invalid(IReadOnlyList<Problem> Problems) : ImportResult;
}
