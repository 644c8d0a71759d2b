namespace Hailstone.Simulator;

/// <summary>Something wrong in a file of answers: where, why, and what to do.</summary>
/// <param name="File">The file as a person would name it.</param>
/// <param name="Line">Line, counted from 1; null where the whole file is meant.</param>
/// <param name="Column">Column, counted from 1; null where the whole file is meant.</param>
/// <param name="Code">Its kind, the same in every language: <c>simulate.unknown-key</c>.</param>
/// <param name="Message">Why it is wrong, one sentence in the person's language.</param>
/// <param name="Mend">What to do about it, one sentence in the person's language.</param>
public sealed record AnswerProblem(string File, int? Line, int? Column, string Code, string Message, string Mend);

/// <summary>What reading a file of answers gives: a book, or every problem at once.</summary>
public abstract record AnswerBookResult
{
    private AnswerBookResult()
    {
    }

    /// <summary>The book can be used.</summary>
    /// <param name="Book">The answers.</param>
    public sealed record Valid(AnswerBook Book) : AnswerBookResult;

    /// <summary>The file cannot be used.</summary>
    /// <param name="Problems">All that is wrong, in the order of the file; at least one.</param>
    public sealed record Invalid(IReadOnlyList<AnswerProblem> Problems) : AnswerBookResult;
}
