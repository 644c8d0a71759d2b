using Hailstone.Reports;

namespace Hailstone.Cli.Screen;

/// <summary>Rows under headings, a line each; numbers stand to the right. For terminals and for scripts.</summary>
/// <param name="headings">The headings; one that begins with <c>#</c> is a number's, without it.</param>
internal sealed class Columns(params string[] headings)
{
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row.</summary>
    public void Add(params string[] cells) => _rows.Add([.. cells.Select(cell => Inert.Terminal(cell))]);

    /// <summary>Writes all of it.</summary>
    public void Write(TextWriter output)
    {
        string[][] rows = [[.. headings.Select(heading => heading.TrimStart('#'))], .. _rows];
        var widths = headings.Select((_, column) => rows.Max(row => Inert.Width(row[column]))).ToArray();
        foreach (var row in rows)
            output.WriteLine(string.Join("  ", row.Select((cell, column) => Padded(cell, column, widths))).TrimEnd());
    }

    private string Padded(string cell, int column, int[] widths)
    {
        var room = new string(' ', widths[column] - Inert.Width(cell));
        return headings[column].StartsWith('#') ? room + cell : cell + room;
    }
}
