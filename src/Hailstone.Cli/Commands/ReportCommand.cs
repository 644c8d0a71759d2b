using System.CommandLine;
using Hailstone.Cli.Screen;
using Hailstone.Cli.Session;
using Hailstone.Reports;

namespace Hailstone.Cli.Commands;

/// <summary><c>hailstone report RUN</c>.</summary>
internal static class ReportCommand
{
    public static Command Make()
    {
        var format = SharedOptions.Format("text", "markdown", "json", "csv");
        var command = new Command("report", CliMessages.CommandReport)
        {
            SharedOptions.Run, SharedOptions.Last, SharedOptions.Ledger, format,
            SharedOptions.Output,
        };
        command.SetAction(async (parsed, _) =>
        {
            await using var ledger = await RunChoice.OpenAsync(parsed.GetValue(SharedOptions.Ledger)!);
            if (ledger is null || await RunChoice.OfAsync(ledger, parsed, unfinished: false) is not { } run)
                return Problems.ExitCode;
            var report = await Saved.ReadAsync(ledger, run);
            await using var stream = parsed.GetValue(SharedOptions.Output) is { } file
                ? OwnFile.Open(file, FileMode.Create)
                : Console.OpenStandardOutput();
            await WriteAsync(report, parsed.GetValue(format)!, stream);
            return 0;
        });
        return command;
    }

    private static async Task WriteAsync(Report report, string format, Stream stream)
    {
        if (format == "json")
        {
            JsonReport.Write(report, stream);
            return;
        }

        await using var writer = new StreamWriter(stream);
        switch (format)
        {
            case "csv":
                CsvReport.Write(report, writer);
                break;
            case "markdown":
                MarkdownReport.Write(report, writer);
                break;
            default:
                TextReport.Write(report, writer, Ending.Width());
                break;
        }
    }
}
