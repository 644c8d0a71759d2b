namespace Hailstone.Suites.Data;

/// <summary>One row of a data file.</summary>
/// <param name="Line">The line that it begins on, counted from 1.</param>
/// <param name="Fields">Its fields as templates see them.</param>
internal sealed record DataRow(int Line, IReadOnlyDictionary<string, object?> Fields);
