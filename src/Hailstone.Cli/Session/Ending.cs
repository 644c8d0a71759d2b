using Hailstone.Ledger;
using Hailstone.Reports;

namespace Hailstone.Cli.Session;

/// <summary>
/// What a run leaves: the report on standard output and in files, where they are, and what to do next.
/// </summary>
internal sealed class Ending(Workspace workspace, ILedger ledger, string run, string? json, bool quiet)
{
    private const int NarrowestScreen = 80;
    private const int WidestReport = 140;

    /// <summary>Writes it.</summary>
    /// <returns>The run's exit code.</returns>
    public async Task<int> WriteAsync(string logPath)
    {
        var report = await Saved.ReadAsync(ledger, run);
        var file = Path.Combine(workspace.FolderOf(run), "report.json");
        await WriteJsonAsync(report, file);
        if (json == "-")
        {
            await using var output = Console.OpenStandardOutput();
            JsonReport.Write(report, output);
        }
        else
        {
            if (json is not null)
                await WriteJsonAsync(report, json);
            TextReport.Write(report, Console.Out, Width());
        }

        if (!quiet)
        {
            await Console.Error.WriteLineAsync(Text.Of(CliMessages.ReportAt, Workspace.Shown(file)));
            await Console.Error.WriteLineAsync(Text.Of(CliMessages.LogAt, Workspace.Shown(logPath)));
            if (report.ResumeAt is { } resumeAt)
                await Console.Error.WriteLineAsync(Text.Of(CliMessages.ResumeAfter, resumeAt.ToLocalTime()));
            await Console.Error.WriteLineAsync(Next(report));
        }

        return ExitCode.Of(report);
    }

    /// <summary>How wide a report is to be.</summary>
    public static int Width() =>
        Console.IsOutputRedirected ? 120 : Math.Clamp(Console.WindowWidth, NarrowestScreen, WidestReport);

    private string Next(Report report) => report.EndedBecause == EndReason.Complete
        ? Text.Of(CliMessages.NextReport, run)
        : Text.Of(CliMessages.NextResume, run);

    private static async Task WriteJsonAsync(Report report, string path)
    {
        await using var file = OwnFile.Open(path, FileMode.Create);
        JsonReport.Write(report, file);
    }
}

/// <summary>Reads a run's report back from its ledger.</summary>
internal static class Saved
{
    public static async Task<Report> ReadAsync(ILedger ledger, string run)
    {
        var answers = new Dictionary<int, string>();
        await foreach (var body in ledger.BodiesAsync(run, BodyKind.Answer, CancellationToken.None))
            answers[body.Attempt] = body.Text;
        var fold = new ReportFold();
        await foreach (var fact in ledger.ReadAsync(run, CancellationToken.None))
            fold.Add(fact);
        return fold.Snapshot(answers.GetValueOrDefault);
    }
}
