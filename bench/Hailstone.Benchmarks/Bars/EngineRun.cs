using Hailstone.Ledger;
using Hailstone.Planning;
using Hailstone.Providers;
using Hailstone.Running;
using Hailstone.Scoring;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hailstone.Benchmarks.Bars;

/// <summary>A run of Hailstone as a program would make one: the only place here that knows how.</summary>
internal static class EngineRun
{
    private const string Run = "20261122-120000-bars";

    /// <summary>Asks a server over real sockets, with nothing known of its limits.</summary>
    /// <param name="questions">What is asked.</param>
    /// <param name="api">The server's base URL.</param>
    /// <param name="longest">When to give up.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Drops what is out, and stops.</param>
    /// <returns>How many trials were scored.</returns>
    public static async Task<int> ScoredAsync(
        Questions questions, Uri api, TimeSpan longest, TimeProvider time, CancellationToken cancellation)
    {
        using var http = ProviderHttp.Create();
        var provider = new ChatProvider(http, api, key: null, time);
        var settings = new RunSettings { Seed = questions.Seed, Deadline = longest };
        return await ScoredAsync(questions.Plan(), provider, settings, time, cancellation);
    }

    /// <summary>Asks a provider.</summary>
    /// <returns>How many trials were scored.</returns>
    public static async Task<int> ScoredAsync(
        Plan plan, IProvider provider, RunSettings settings, TimeProvider time, CancellationToken cancellation)
    {
        await using var ledger = new MemoryLedger();
        using var runner = new Runner(new RunContext
        {
            Run = Run,
            Plan = plan,
            Settings = settings,
            Ledger = ledger,
            Providers = _ => provider,
            Time = time,
            Log = NullLogger.Instance,
        });
        var first = FirstFact.Of(
            plan, Run, "0", new RunOptions(), new DateOnly(2026, 11, 22), time.GetUtcNow());
        await runner.StartAsync(first, cancellation, cancellation);
        var scored = 0;
        await foreach (var fact in ledger.ReadAsync(Run, CancellationToken.None))
            scored += fact is TrialEnded { Outcome: Outcome.Scored } ? 1 : 0;
        return scored;
    }
}
