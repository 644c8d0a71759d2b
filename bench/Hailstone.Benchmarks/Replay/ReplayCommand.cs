using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

namespace Hailstone.Benchmarks.Replay;

/// <summary>The command that measures what it costs to go on with a large run.</summary>
internal static class ReplayCommand
{
    private const int Trials = 100_000;
    private const double BarSeconds = 2;

    private static readonly Option<string?> Made = new("--made")
    {
        Description = "A ledger that was made before: measures this process itself.",
        Hidden = true,
    };

    /// <summary>Makes the command.</summary>
    public static Command Make()
    {
        var command = new Command("replay", "Measures what a new process needs to go on with 100,000 trials, in CPU.")
        {
            Made,
        };
        command.SetAction((parsed, cancellation) => parsed.GetValue(Made) is { } file
            ? BigRun.GoOnAsync(file, Trials, cancellation)
            : MeasureAsync(cancellation));
        return command;
    }

    // What was compiled and read while the ledger was made would make the reading look quicker than it is.
    private static async Task<int> MeasureAsync(CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("hailstone-replay-");
        try
        {
            var file = Path.Combine(folder.FullName, "ledger.db");
            await BigRun.MakeAsync(file, Trials, cancellation);
            var seconds = new List<double>();
            for (var round = 0; round < 3; round++)
                seconds.Add(await FreshAsync(file, cancellation));
            var median = seconds.Order().ElementAt(1);
            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{median:0.00} s of CPU, the process's start included (median of 3; the bar is {BarSeconds:0})"));
            return median < BarSeconds ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> FreshAsync(string file, CancellationToken cancellation)
    {
        // A program that is compiled ahead of time is its own host.
        var (host, self) = (Environment.ProcessPath!, Environment.GetCommandLineArgs()[0]);
        string[] program = Path.GetExtension(self) == ".dll" && host != self ? [self] : [];
        var start = new ProcessStartInfo(host, [.. program, "replay", "--made", file])
        {
            RedirectStandardOutput = true,
        };
        using var fresh = Process.Start(start)!;
        var said = await fresh.StandardOutput.ReadToEndAsync(cancellation);
        await fresh.WaitForExitAsync(cancellation);
        if (fresh.ExitCode != 0)
            throw new InvalidOperationException("The run could not be gone on with.");
        await Console.Out.WriteAsync(said);
        return double.Parse(said[..said.IndexOf(' ', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
    }
}
