using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Hailstone.Cli.Session;

/// <summary>
/// Runs a program of the user's own: without a shell, with an empty environment, in an empty folder, for a while.
/// </summary>
internal static class OwnProgram
{
    private const int MostOutputBytes = 64 * 1024;

    /// <summary>Runs it.</summary>
    /// <param name="argv">The program by its full path, and its arguments.</param>
    /// <param name="input">What it reads on its standard input.</param>
    /// <param name="longest">After which it is killed, with all that it started.</param>
    /// <param name="time">The clock.</param>
    /// <returns>What went wrong; null where nothing did.</returns>
    public static async Task<string?> RunAsync(
        IReadOnlyList<string> argv, string input, TimeSpan longest, TimeProvider time)
    {
        var folder = Directory.CreateTempSubdirectory("hailstone-");
        try
        {
            var start = new ProcessStartInfo(argv[0], argv.Skip(1))
            {
                WorkingDirectory = folder.FullName,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            };
            start.Environment.Clear();
            using var program = Process.Start(start);
            return program is null ? "it did not start" : await FinishAsync(program, input, longest, time);
        }
        catch (Exception fault) when (fault is Win32Exception or IOException)
        {
            return fault.Message;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string?> FinishAsync(Process program, string input, TimeSpan longest, TimeProvider time)
    {
        using var limit = new CancellationTokenSource(longest, time);
        try
        {
            await Task.WhenAll(
                GiveAsync(program, input, limit.Token),
                DrainAsync(program.StandardOutput.BaseStream, limit),
                DrainAsync(program.StandardError.BaseStream, limit),
                program.WaitForExitAsync(limit.Token));
            return program.ExitCode == 0
                ? null
                : string.Create(CultureInfo.InvariantCulture, $"it ended with {program.ExitCode}");
        }
        catch (OperationCanceledException)
        {
            program.Kill(entireProcessTree: true);
            return "it took too long, or said too much";
        }
    }

    private static async Task GiveAsync(Process program, string input, CancellationToken cancellation)
    {
        try
        {
            await program.StandardInput.WriteLineAsync(input.AsMemory(), cancellation);
            program.StandardInput.Close();
        }
        catch (IOException)
        {
            // It may end without reading.
        }
    }

    private static async Task DrainAsync(Stream output, CancellationTokenSource limit)
    {
        var buffer = new byte[4096];
        var bytes = 0;
        while (await output.ReadAsync(buffer, limit.Token) is > 0 and var read)
        {
            bytes += read;
            if (bytes > MostOutputBytes)
                await limit.CancelAsync();
        }
    }
}
