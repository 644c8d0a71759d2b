using System.CommandLine;

namespace Hailstone.Benchmarks.Bars;

/// <summary>The command that runs bars.</summary>
internal static class BarsCommand
{
    private const string All = "all";

    /// <summary>Makes the command.</summary>
    public static Command Make()
    {
        var name = new Argument<string>("name") { Description = $"A bar, or {All}." };
        name.AcceptOnlyFromAmong([All, .. AllBars.InOrder.Select(bar => bar.Name)]);
        var json = new Option<FileInfo?>("--json") { Description = "Writes the figures to a file, too." };
        var command = new Command("bars", "Runs bars against a server of its own; 1 where one is not reached.")
        {
            name,
            json,
        };
        command.SetAction((parsed, cancellation) =>
            RunAsync(parsed.GetRequiredValue(name), parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string name, FileInfo? json, CancellationToken cancellation)
    {
        var reports = new List<BarReport>();
        foreach (var bar in AllBars.InOrder.Where(bar => name == All || name == bar.Name))
        {
            var report = new BarReport(bar, await BarRun.MeasureAsync(bar, TimeProvider.System, cancellation));
            reports.Add(report);
            await Console.Out.WriteAsync(report.Text());
        }

        if (json is not null)
            await File.WriteAllTextAsync(json.FullName, BarReport.Json(reports), cancellation);
        return reports.TrueForAll(report => report.Passed) ? 0 : 1;
    }
}
