namespace Hailstone.Suites;

/// <summary>Where in a file something stands.</summary>
/// <param name="File">The file as a person would name it.</param>
/// <param name="Line">Line, counted from 1; null where the whole file is meant.</param>
/// <param name="Column">Column, counted from 1; null where the whole line is meant.</param>
public sealed record Place(string File, int? Line = null, int? Column = null)
{
    /// <summary>As compilers write it: <c>suite.yaml:12:3</c>.</summary>
    public override string ToString() => (Line, Column) switch
    {
        (null, _) => File,
        (int line, null) => $"{File}:{line}",
        (int line, int column) => $"{File}:{line}:{column}",
    };
}
