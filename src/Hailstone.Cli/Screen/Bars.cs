using Hailstone.Reports;

namespace Hailstone.Cli.Screen;

/// <summary>A line for each target, none of them wider than the screen.</summary>
internal static class Bars
{
    private const int LongestBar = 24;
    private const int ShortestBar = 8;
    private const int ShortestName = 20;
    private const string Gap = "  ";

    /// <summary>
    /// The lines. Where room is short, first the bars shrink and then the names; then scores go, bars, and states.
    /// </summary>
    /// <param name="bars">The targets.</param>
    /// <param name="width">The most columns.</param>
    public static IEnumerable<string> Of(IReadOnlyList<Bar> bars, int width)
    {
        var layout = LayoutFor(bars, width);
        return bars.Select(bar => Inert.Terminal(Line(bar, layout).TrimEnd(), width));
    }

    /// <summary>Parts side by side, as many on a line as have room.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="width">The most columns.</param>
    /// <param name="gap">What stands between two.</param>
    public static IEnumerable<string> Pack(IEnumerable<string> parts, int width, string gap = "   ")
    {
        var line = "";
        foreach (var part in parts.Select(part => Inert.Terminal(part, width)))
        {
            var longer = line.Length == 0 ? part : line + gap + part;
            if (Inert.Width(longer) > width)
            {
                yield return line;
                longer = part;
            }

            line = longer;
        }

        if (line.Length > 0)
            yield return line;
    }

    /// <summary>A text in lines that cover the whole width, and whatever stood there.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">The columns.</param>
    public static IEnumerable<string> Cover(string text, int width) =>
        Pack(text.Split(' '), width, " ").Select(line => Padded(line, width));

    private static Layout LayoutFor(IReadOnlyList<Bar> bars, int width)
    {
        var name = Widest(bars, bar => bar.Target);
        var count = Widest(bars, bar => bar.Count);
        var score = Widest(bars, bar => bar.Score);
        var state = Widest(bars, bar => bar.State);
        foreach (var (hasBar, hasScore) in new[] { (true, true), (true, false), (false, false) })
        {
            var layout = new Layout(name, hasBar ? ShortestBar : 0, count, hasScore ? score : 0, state);
            var room = width - (layout.Columns - name);
            if (room < Math.Min(name, ShortestName))
                continue;
            layout = layout with { Name = Math.Min(name, room) };
            return hasBar
                ? layout with { Bar = Math.Min(LongestBar, ShortestBar + width - layout.Columns) }
                : layout;
        }

        var least = new Layout(name, 0, count, 0, 0);
        return least with { Name = Math.Clamp(width - (least.Columns - name), 1, name) };
    }

    private static int Widest(IReadOnlyList<Bar> bars, Func<Bar, string> text) =>
        bars.Max(bar => Inert.Width(Inert.Terminal(text(bar))));

    private static string Line(Bar bar, Layout layout)
    {
        var filled = bar.Trials == 0 ? layout.Bar : (int)((long)layout.Bar * bar.Ended / bar.Trials);
        string?[] cells =
        [
            Padded(Inert.Terminal(bar.Target, layout.Name), layout.Name),
            layout.Bar == 0 ? null : new string('█', filled) + new string('░', layout.Bar - filled),
            bar.Count.PadLeft(layout.Count),
            layout.Score == 0 ? null : bar.Score.PadLeft(layout.Score),
            layout.State == 0 ? null : bar.State,
        ];
        return string.Join(Gap, cells.OfType<string>());
    }

    private static string Padded(string text, int columns) => text + new string(' ', columns - Inert.Width(text));

    // How wide each column is; 0 where it is left out.
    private sealed record Layout(int Name, int Bar, int Count, int Score, int State)
    {
        public int Columns
        {
            get
            {
                int[] widths = [Name, Bar, Count, Score, State];
                return widths.Sum() + (Gap.Length * (widths.Count(width => width > 0) - 1));
            }
        }
    }
}

/// <summary>How far one target is.</summary>
/// <param name="Target">Its id.</param>
/// <param name="Ended">How many trials have ended.</param>
/// <param name="Trials">Of how many.</param>
/// <param name="Score">Its mean score; empty before the first.</param>
/// <param name="State">What it does.</param>
internal sealed record Bar(string Target, int Ended, int Trials, string Score, string State)
{
    /// <summary>Both numbers.</summary>
    public string Count => Text.Of("{0}/{1}", Ended, Trials);
}
