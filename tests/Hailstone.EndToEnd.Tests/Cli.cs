using System.Diagnostics;
using System.Text;

namespace Hailstone.EndToEnd.Tests;

/// <summary>The program as a process of its own, in a folder of its own.</summary>
internal sealed class Cli : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    // What eng/pack.sh has made, where it is that which is tested.
    private static readonly string? Packed = Environment.GetEnvironmentVariable("HAILSTONE_PROGRAM");

    public Cli() => Folder = Directory.CreateTempSubdirectory("hailstone-").FullName;

    /// <summary>How the program is called: the words before its own.</summary>
    public static IReadOnlyList<string> Program { get; } =
        Packed is null ? ["dotnet", Path.Combine(AppContext.BaseDirectory, "Hailstone.Cli.dll")] : [Packed];

    /// <summary>The working folder.</summary>
    public string Folder { get; }

    /// <summary>What the program finds in its environment, beside the machine's.</summary>
    public Dictionary<string, string?> Variables { get; } = new()
    {
        ["OPENAI_API_KEY"] = "sk-test-0123456789abcdefghij",
        ["OPENAI_BASE_URL"] = null,
        ["XDG_CONFIG_HOME"] = null,
        ["NO_COLOR"] = "1",
        ["LC_ALL"] = "C.UTF-8",
    };

    /// <summary>Writes a file of the working folder.</summary>
    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Writes a suite of one sum for one model, in the folder <c>suite</c>.</summary>
    public void WriteSum() => Write("suite/suite.yaml", """
        name: sum
        targets: { all: [gpt-4.1-mini] }
        items: [ { id: a, prompt: one, expect: 42 } ]
        score: [ { type: number } ]
        """);

    /// <summary>Writes a suite of so many questions for one model, in the folder <c>suite</c>.</summary>
    /// <param name="count">How many questions.</param>
    /// <param name="more">Lines of the suite that stand beside.</param>
    public void WriteNumbers(int count, string more = "") => Write("suite/suite.yaml", $$"""
        name: numbers
        targets: { all: [gpt-4.1-mini] }
        items:
        {{string.Join('\n', Enumerable.Range(1, count)
            .Select(number => $"  - {{ id: n{number}, prompt: \"n{number}\", expect: 42 }}"))}}
        score: [ { type: number } ]
        {{more}}
        """);

    /// <summary>Starts the program.</summary>
    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Program[0], [.. Program.Skip(1), .. arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in Variables)
            start.Environment[name] = value;
        start.Environment["HOME"] = Folder;
        var process = Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Runs the program to its end.</summary>
    public async Task<Finished> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        return await FinishAsync(process);
    }

    /// <summary>Waits for a process to end.</summary>
    public static async Task<Finished> FinishAsync(Process process)
    {
        using var limit = new CancellationTokenSource(Longest);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new Finished(process.ExitCode, await output, await error);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

/// <summary>How a process ended.</summary>
internal sealed record Finished(int Code, string Output, string Error)
{
    public override string ToString() => $"exit {Code}\n--- output\n{Output}\n--- error\n{Error}";
}
