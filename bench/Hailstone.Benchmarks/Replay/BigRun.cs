using System.Globalization;
using Hailstone.Benchmarks.Bars;
using Hailstone.Benchmarks.Engine;
using Hailstone.Catalogue;
using Hailstone.Ledger;
using Hailstone.Planning;
using Hailstone.Providers;
using Hailstone.Running;
using Hailstone.Scoring;
using Hailstone.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hailstone.Benchmarks.Replay;

/// <summary>A run of many trials, each with the three facts of one that went well.</summary>
internal static class BigRun
{
    private const string Run = "20261122-120000-replay";
    private const int AtOnce = 5000;

    private static readonly DateTimeOffset Began = new(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(9));

    /// <summary>Makes its ledger.</summary>
    public static async Task MakeAsync(string file, int trials, CancellationToken cancellation)
    {
        await using var ledger = await SqliteLedger.OpenAsync(file, cancellation);
        var first = FirstFact.Of(
            PlanOf(trials), Run, "0", new RunOptions(), DateOnly.FromDateTime(Began.DateTime), Began);
        await ledger.AppendAsync(Run, [first], [], cancellation);
        foreach (var some in Enumerable.Range(0, trials).Chunk(AtOnce))
            await ledger.AppendAsync(Run, [.. some.SelectMany(FactsOf)], [], cancellation);
    }

    /// <summary>Goes on with it, as a program would, and says what each part cost.</summary>
    public static async Task<int> GoOnAsync(string file, int trials, CancellationToken cancellation)
    {
        var (begun, plan) = (Environment.CpuUsage.TotalTime, PlanOf(trials));
        var planned = Environment.CpuUsage.TotalTime;
        await using var ledger = await SqliteLedger.OpenAsync(file, cancellation);
        var outline = await ledger.OutlineAsync(Run, cancellation).ToListAsync(cancellation);
        var opened = Environment.CpuUsage.TotalTime;
        if (outline.OfType<RunStarted>().First().Plan != plan.Id)
            throw new InvalidOperationException("The plan is another one.");
        using var runner = new Runner(new RunContext
        {
            Run = Run,
            Plan = plan,
            Settings = new RunSettings(),
            Ledger = ledger,
            Providers = _ => new InstantProvider(),
            Time = TimeProvider.System,
            Log = NullLogger.Instance,
        });
        var result = await runner.ResumeAsync(
            ledger.ReadAsync(Run, 1, cancellation), "0", cancellation, cancellation);
        var replayed = Environment.CpuUsage.TotalTime;
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{replayed.TotalSeconds:0.00} s for {trials} trials: start {begun.TotalSeconds:0.00} s, "
            + $"plan {(planned - begun).TotalSeconds:0.00} s, outline {(opened - planned).TotalSeconds:0.00} s, "
            + $"replay {(replayed - opened).TotalSeconds:0.00} s"));
        return result.Because == EndReason.Complete ? 0 : 1;
    }

    private static Plan PlanOf(int trials) => new Questions("replay", trials, OutputCap: 100, Seed: 1).Plan();

    private static IEnumerable<Fact> FactsOf(int trial)
    {
        var at = Began.AddMilliseconds(37 * trial);
        yield return new AttemptStarted
        {
            At = at,
            Attempt = trial + 1,
            Trial = trial,
            Purpose = Purpose.Ask,
            ReservedUsd = 0.0123m,
        };
        yield return new AttemptEnded
        {
            At = at.AddMilliseconds(1817.3),
            Attempt = trial + 1,
            Trial = trial,
            Status = 200,
            RequestId = string.Create(CultureInfo.InvariantCulture, $"req_{trial:x32}"),
            RequestHash = string.Create(CultureInfo.InvariantCulture, $"{trial:x64}"),
            Stop = StopReason.Stop,
            StopRaw = "stop",
            Model = "gpt-6-luna-2026-07-14",
            ServiceTier = "default",
            Usage = new Usage
            {
                Input = 812 + (trial % 97),
                CacheRead = 0,
                Output = 120 + (trial % 31),
                Reasoning = 64,
            },
            CostUsd = 0.000072m + (trial % 31 * 0.000002m),
            CostStatus = CostStatus.Reported,
            WaitSeconds = 0.25 + (trial % 1000 * 0.0137),
            Stamps = new Stamps
            {
                Sent = TimeSpan.FromMilliseconds(21.37),
                Head = TimeSpan.FromMilliseconds(310.2),
                FirstContent = TimeSpan.FromMilliseconds(412.9),
                FirstAnswer = TimeSpan.FromMilliseconds(611.4),
                LastContent = TimeSpan.FromMilliseconds(1801.1),
                Closed = TimeSpan.FromMilliseconds(1816.8),
            },
        };
        yield return new TrialEnded
        {
            At = at.AddMilliseconds(1817.3),
            Trial = trial,
            Outcome = Outcome.Scored,
            Score = trial % 3 == 0 ? 1 : 0.5,
            Attempt = trial + 1,
            Explain = string.Create(CultureInfo.InvariantCulture, $"answered {trial}, expected {trial + 1}"),
        };
    }
}
