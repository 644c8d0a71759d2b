namespace Hailstone.Reports;

/// <summary>A column of a table on a terminal.</summary>
/// <param name="Heading">Its heading.</param>
/// <param name="IsNumber">Whether it stands to the right.</param>
/// <param name="Drop">Where the table is too wide, the column with the lowest number goes first; 0 never goes.</param>
internal sealed record TextColumn(string Heading, bool IsNumber, int Drop = 0);

/// <summary>A table that fits a width: columns are aligned by what a terminal shows, wide characters as two.</summary>
internal sealed class TextTable(params IReadOnlyList<TextColumn> columns)
{
    private const int Gap = 2;
    private const int Indent = 2;
    private const int WholeName = 24;
    private const int ShortestName = 6;
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row.</summary>
    /// <param name="cells">A cell for each column.</param>
    public void Add(params IEnumerable<string> cells) => _rows.Add([.. cells.Select(cell => Inert.Terminal(cell))]);

    /// <summary>Writes it, columns dropped and names cut until it fits.</summary>
    public void Write(TextPage page)
    {
        var shown = Enumerable.Range(0, columns.Count).ToList();
        var natural = shown.ConvertAll(NaturalWidth);
        while (Total(shown, column => columns[column].IsNumber ? natural[column] : Math.Min(WholeName, natural[column]))
            > page.Width && Droppable(shown) is { } dropped)
            shown.Remove(dropped);
        Write(page, shown, Fitted(page, shown, natural));
    }

    /// <summary>Writes it in as many blocks as it needs, the first column in each, none dropped.</summary>
    public void WriteFolded(TextPage page)
    {
        var natural = Enumerable.Range(0, columns.Count).Select(NaturalWidth).ToList();
        natural[0] = Math.Min(natural[0], WholeName);
        var block = new List<int> { 0 };
        for (var column = 1; column < columns.Count; column++)
        {
            if (block.Count > 1 && Total([.. block, column], shown => natural[shown]) > page.Width)
            {
                Write(page, block, natural);
                block = [0];
            }

            block.Add(column);
        }

        Write(page, block, natural);
    }

    private int NaturalWidth(int column) =>
        _rows.Select(row => Inert.Width(row[column])).Append(Inert.Width(columns[column].Heading)).Max();

    private int? Droppable(List<int> shown)
    {
        var droppable = shown.Where(column => columns[column].Drop > 0).ToList();
        return droppable.Count == 0 ? null : droppable.MinBy(column => columns[column].Drop);
    }

    // The widest name gives way, column by column, until all fits or none can be shorter.
    private List<int> Fitted(TextPage page, List<int> shown, List<int> natural)
    {
        var widths = natural.ToList();
        var names = shown.Where(column => !columns[column].IsNumber).ToList();
        while (names.Count > 0 && Total(shown, column => widths[column]) > page.Width)
        {
            var widest = names.MaxBy(column => widths[column]);
            if (widths[widest] <= ShortestName)
                break;
            widths[widest]--;
        }

        return widths;
    }

    private static int Total(List<int> shown, Func<int, int> width) =>
        Indent + shown.Sum(width) + Gap * (shown.Count - 1);

    private void Write(TextPage page, List<int> shown, List<int> widths)
    {
        page.Cut(Join(shown, widths, column => columns[column].Heading), Indent);
        foreach (var row in _rows)
            page.Cut(Join(shown, widths, column => row[column]), Indent);
    }

    private string Join(List<int> shown, List<int> widths, Func<int, string> cell) =>
        string.Join(new string(' ', Gap), shown.Select(column =>
        {
            var text = Inert.Terminal(cell(column), widths[column]);
            var room = new string(' ', widths[column] - Inert.Width(text));
            return columns[column].IsNumber ? room + text : text + room;
        }));
}
