namespace Hailstone.Reports;

/// <summary>The categories of a report on a terminal: the best target for each, and the cheapest.</summary>
internal static class TextCategories
{
    /// <summary>Two rows a category; nothing without categories.</summary>
    public static void Write(Report report, TextPage page)
    {
        var categories = CategoryStanding.Of(report);
        if (categories.Count == 0)
            return;
        page.Section(ReportMessages.HeadingCategories);
        var digits = Figures.Digits(categories.SelectMany(category =>
            new[] { category.Best?.Category.CostPerTrialUsd, category.Cheapest?.Category.CostPerTrialUsd }));
        var table = new TextTable(
            new TextColumn(ReportMessages.ColumnCategory, false),
            new TextColumn("", false),
            new TextColumn(ReportMessages.ColumnTarget, false),
            new TextColumn(ReportMessages.ColumnScore, true),
            new TextColumn(ReportMessages.ColumnInterval, true),
            new TextColumn(ReportMessages.ColumnPerTrial, true));
        foreach (var category in categories)
        {
            var name = category.Category ?? ReportMessages.NoCategory;
            var mark = category.AsGood.Count() is > 0 and var others ? Figures.Text(" ≈{0}", others) : "";
            table.Add(Row(name, ReportMessages.RoleBest + mark, category.Best, digits));
            table.Add(Row("", ReportMessages.RoleCheapest, category.Cheapest, digits));
        }

        table.Write(page);
        if (categories.Any(category => category.AsGood.Any()))
            page.Line(ReportMessages.LegendAsGood, 2);
    }

    private static string[] Row(string category, string role, CategoryShare? share, int digits) =>
    [
        category,
        role,
        share?.Target ?? Figures.Unknown,
        Figures.Percent(share?.Category.Completed.Mean),
        Figures.Interval(share?.Category.Completed),
        Figures.Money(share?.Category.CostPerTrialUsd, digits),
    ];
}
