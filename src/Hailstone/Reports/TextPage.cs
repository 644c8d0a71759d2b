namespace Hailstone.Reports;

/// <summary>Writes lines that fit a width. All that it is given is made harmless.</summary>
internal sealed class TextPage(TextWriter writer, int width)
{
    private const int Narrowest = 40;

    /// <summary>The columns that a line has.</summary>
    public int Width { get; } = Math.Max(Narrowest, width);

    /// <summary>Begins a section: an empty line and its heading.</summary>
    public void Section(string heading)
    {
        writer.WriteLine();
        Line(heading);
    }

    /// <summary>Writes a text, broken between words where it is too wide.</summary>
    /// <param name="text">The text.</param>
    /// <param name="indent">Columns before it; two more before what follows a break.</param>
    public void Line(string text, int indent = 0)
    {
        var rest = Inert.Terminal(text);
        for (var before = indent; ; before = indent + 2)
        {
            var room = Width - before;
            if (Inert.Width(rest) <= room)
            {
                Put(before, rest);
                return;
            }

            var fit = Inert.Fit(rest, room + 1);
            var space = fit == 0 ? -1 : rest.LastIndexOf(' ', Math.Min(fit, rest.Length) - 1);
            var end = space > 0 ? space : Math.Max(1, Inert.Fit(rest, room));
            Put(before, rest[..end]);
            rest = rest[end..].TrimStart(' ');
        }
    }

    /// <summary>Writes a text on one line, cut where it is too wide.</summary>
    public void Cut(string text, int indent = 0) => Put(indent, Inert.Terminal(text, Width - indent));

    private void Put(int indent, string text) => writer.WriteLine((new string(' ', indent) + text).TrimEnd(' '));
}
