namespace Hailstone.Suites.Parsing;

/// <summary>A piece of the suite file as written, before anything is made of it.</summary>
/// <param name="Line">Its line, counted from 1.</param>
/// <param name="Column">Its column, counted from 1.</param>
internal abstract record Written(int Line, int Column)
{
    /// <summary>A text, a number, a truth value or nothing; plain where no quotes stand around it.</summary>
    internal sealed record Scalar(string Text, bool Plain, int Line, int Column) : Written(Line, Column)
    {
        /// <summary>Whether nothing is said, after the core schema of YAML 1.2 (section 10.3.2).</summary>
        public bool IsNothing => Plain && Text is ("" or "~" or "null" or "Null" or "NULL");
    }

    /// <summary>A list.</summary>
    internal sealed record Sequence(IReadOnlyList<Written> Items, int Line, int Column) : Written(Line, Column);

    /// <summary>A mapping, its keys unique.</summary>
    internal sealed record Mapping(IReadOnlyList<Entry> Entries, int Line, int Column) : Written(Line, Column);

    /// <summary>Something that has been reported already: say nothing more about it.</summary>
    internal sealed record Broken(int Line, int Column) : Written(Line, Column);

    /// <summary>One key of a mapping with its value.</summary>
    internal sealed record Entry(Scalar Key, Written Value);
}
