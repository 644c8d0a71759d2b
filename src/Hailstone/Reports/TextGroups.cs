namespace Hailstone.Reports;

/// <summary>The groups of a report on a terminal, and the targets within each.</summary>
internal static class TextGroups
{
    /// <summary>The groups by mean score, where there are several and one has more than one target.</summary>
    public static void Write(Report report, TextPage page)
    {
        if (report.Groups.Count < 2 || report.Groups.All(group => group.Targets == 1))
            return;
        page.Section(ReportMessages.HeadingGroups);
        var cost = Figures.Digits(report.Groups.Select(group => group.Cost.UsdKnown));
        var perTrial = Figures.Digits(report.Targets.Select(target => target.CostPerTrialUsd));
        var table = new TextTable(
            new TextColumn(ReportMessages.ColumnRank, true),
            new TextColumn(ReportMessages.ColumnGroup, false),
            new TextColumn(ReportMessages.ColumnScore, true),
            new TextColumn(ReportMessages.ColumnInterval, true),
            new TextColumn(ReportMessages.ColumnCost, true),
            new TextColumn(ReportMessages.ColumnPerTrial, true, 1));
        foreach (var standing in Standings.Of(report.Groups, group => group.Completed))
        {
            var group = standing.Who;
            table.Add(
                Standings.Words(standing),
                group.Group,
                Figures.Percent(group.Completed.Mean),
                Figures.Interval(group.Completed),
                Figures.Cost(group.Cost, cost),
                "");
            foreach (var member in Standings.Within(group, report))
            {
                table.Add(
                    "",
                    $"{Standings.Words(member),4} {member.Who.Target}",
                    Figures.Percent(member.Who.Completed.Mean),
                    Figures.Interval(member.Who.Completed),
                    Figures.Cost(member.Who.Cost, cost),
                    Figures.Money(member.Who.CostPerTrialUsd, perTrial));
            }
        }

        table.Write(page);
        page.Line(ReportMessages.LegendGroups, 2);
    }
}
