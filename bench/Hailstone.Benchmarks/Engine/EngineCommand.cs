using System.CommandLine;
using System.Globalization;
using Hailstone.Benchmarks.Bars;
using Hailstone.Planning;
using Hailstone.Providers;
using Hailstone.Running;
using Hailstone.Suites;

namespace Hailstone.Benchmarks.Engine;

/// <summary>The command that measures what the engine adds to each call.</summary>
internal static class EngineCommand
{
    private const int Calls = 20_000;
    private const int Rounds = 5;

    private static readonly RunSettings Settings = new();
    private static readonly InstantProvider Provider = new();

    /// <summary>Makes the command.</summary>
    public static Command Make()
    {
        var command = new Command("engine", "Measures the engine's own cost of a call, in CPU and in memory.");
        command.SetAction((_, cancellation) => RunAsync(cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken cancellation)
    {
        var plan = new Questions("engine", Calls, OutputCap: 100, Seed: 1).Plan(new QuotaSettings { Unlimited = true });
        var costs = new List<Cost>();
        // The first round warms up what is compiled on the way.
        for (var round = 0; round <= Rounds; round++)
        {
            var bare = await Cost.OfAsync(() => WithoutEngineAsync(plan, cancellation));
            var cost = (await Cost.OfAsync(() => WithEngineAsync(plan, cancellation))).Without(bare);
            if (round > 0)
                costs.Add(cost);
        }

        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{Median(costs, cost => cost.Cpu.TotalMicroseconds):0.0} us of CPU and "
            + $"{Median(costs, cost => cost.Bytes):0} bytes a call (median of {Rounds} rounds of {Calls} calls)"));
        return 0;
    }

    private static async Task WithEngineAsync(Plan plan, CancellationToken cancellation)
    {
        var scored = await EngineRun.ScoredAsync(plan, Provider, Settings, TimeProvider.System, cancellation);
        if (scored != plan.Count)
            throw new InvalidOperationException($"Only {scored} of {plan.Count} trials were scored.");
    }

    // The same calls on the same threads, with nobody who paces, keeps or scores.
    private static async Task WithoutEngineAsync(Plan plan, CancellationToken cancellation)
    {
        for (var index = 0; index < plan.Count; index++)
        {
            var ask = AskOf(plan, plan.At(index));
            await Task.Run(() => Provider.AskAsync(ask, static _ => { }, cancellation), cancellation);
        }
    }

    private static Ask AskOf(Plan plan, Trial trial) => new()
    {
        Model = plan.Targets[trial.Target].Model.WireId,
        Prompt = plan.Items[trial.Item].Prompt,
        Settings = plan.Targets[trial.Target].Settings,
        Limits = Limits,
    };

    private static PhaseLimits Limits { get; } =
        new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(90));

    private static double Median(List<Cost> costs, Func<Cost, double> figure) =>
        costs.Select(figure).Order().ElementAt(Rounds / 2) / Calls;
}
