using System.Diagnostics;
using System.Globalization;
using Hailstone.Ledger;
using Hailstone.Storage.Tests.Killing;

namespace Hailstone.Storage.Tests;

/// <summary>What another process does for a test: this executable, started a second time.</summary>
internal static class ChildProcess
{
    public const string Command = "child";

    /// <summary>Appends batch after batch, and says each number once the ledger has acknowledged it.</summary>
    public const string Write = "write";

    /// <summary>Takes the lock of run r1, says so, and holds it.</summary>
    public const string Hold = "hold";

    /// <summary>Opens the ledger and takes the lock of run r1, then ends.</summary>
    public const string Touch = "touch";

    /// <summary>Runs a plan, and kills itself at a point.</summary>
    public const string Mortal = "mortal";

    /// <summary>Changes the ledger's form, and kills itself in it.</summary>
    public const string Migrate = "migrate";

    /// <summary>A batch: this many facts, and one body.</summary>
    public const int FactsInBatch = 5;

    /// <summary>Starts the process.</summary>
    /// <param name="task">What it does.</param>
    /// <param name="path">The ledger.</param>
    /// <param name="umask">The rights that it withholds from files it makes; null for those of this process.</param>
    /// <param name="words">What else it needs to know.</param>
    public static Process Start(string task, string path, string? umask = null, params string[] words)
    {
        string[] command = ["dotnet", "exec", typeof(ChildProcess).Assembly.Location, Command, task, path, .. words];
        if (umask is not null)
            command = ["/bin/sh", "-c", $"umask {umask}; exec \"$@\"", "sh", .. command];
        return Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    /// <summary>The text of a batch's body.</summary>
    /// <param name="batch">The batch's number.</param>
    public static string TextOf(int batch) => string.Create(CultureInfo.InvariantCulture, $"answer {batch} ")
        + new string('x', 100 * (batch % 200));

    /// <summary>Opens a ledger.</summary>
    /// <param name="place">A path, or an address.</param>
    /// <param name="folder">Where runs keep their other files.</param>
    /// <param name="cancellation">Gives up.</param>
    public static Task<ISharedLedger> OpenAsync(string place, string folder, CancellationToken cancellation) =>
        (LedgerAddress.Read(place, out var problem) ?? throw new ArgumentException(problem))
        .OpenAsync(folder, cancellation);

    /// <summary>Does it.</summary>
    /// <param name="task">What.</param>
    /// <param name="path">The ledger.</param>
    /// <param name="words">What else it needs to know.</param>
    public static async Task<int> RunAsync(string task, string path, string[] words)
    {
        if (task == Mortal)
            return await MortalRun.GoAsync(path, words);
        if (task == Migrate)
            return await MortalMigration.GoAsync(path, words);
        await using var ledger = await OpenAsync(path, Path.GetTempPath(), CancellationToken.None);
        if (task == Write)
            await WriteAsync(ledger);
        await using var held = await ledger.HoldAsync("r1", CancellationToken.None);
        await Console.Out.WriteLineAsync("held");
        if (task == Hold)
            await Console.In.ReadToEndAsync();
        return 0;
    }

    private static async Task WriteAsync(ISharedLedger ledger)
    {
        var there = await ledger.ReadAsync("r1", CancellationToken.None).CountAsync();
        for (var batch = there / FactsInBatch; ; batch++)
        {
            var facts = Enumerable.Range(0, FactsInBatch)
                .Select(_ => new RunResumed { At = DateTimeOffset.UnixEpoch, Version = $"{batch}" })
                .ToList();
            await ledger.AppendAsync(
                "r1", facts, [new Body(batch, BodyKind.Answer, TextOf(batch))], CancellationToken.None);
            await Console.Out.WriteLineAsync(batch.ToString(CultureInfo.InvariantCulture));
        }
    }
}
