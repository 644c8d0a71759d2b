using System.Diagnostics;
using System.Globalization;
using Hailstone.Ledger;

namespace Hailstone.Storage.Tests;

/// <summary>A process that appends batch after batch and says each number once the ledger has acknowledged it.</summary>
internal static class EndlessWriter
{
    public const string Command = "write-until-killed";

    /// <summary>A batch: this many facts, and one body.</summary>
    public const int FactsInBatch = 5;

    /// <summary>Starts the process.</summary>
    /// <param name="path">The ledger.</param>
    public static Process Start(string path) => Process.Start(
        new ProcessStartInfo("dotnet", ["exec", typeof(EndlessWriter).Assembly.Location, Command, path])
        {
            RedirectStandardOutput = true,
        })!;

    /// <summary>The text of a batch's body.</summary>
    /// <param name="batch">The batch's number.</param>
    public static string TextOf(int batch) => string.Create(CultureInfo.InvariantCulture, $"answer {batch} ")
        + new string('x', 100 * (batch % 200));

    /// <summary>Writes for ever, going on after what is there.</summary>
    /// <param name="path">The ledger.</param>
    public static async Task<int> RunAsync(string path)
    {
        await using var ledger = await SqliteLedger.OpenAsync(path, CancellationToken.None);
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
