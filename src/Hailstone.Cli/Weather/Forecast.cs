using Hailstone.Ledger;
using Hailstone.Pacing;
using Hailstone.Planning;
using Hailstone.Providers;
using Hailstone.Running;
using Hailstone.Simulator;
using Hailstone.Suites;

namespace Hailstone.Cli.Weather;

/// <summary>Runs the policies in the same weather on virtual time: a seed replays exactly.</summary>
internal sealed class Forecast(int trials, int seed)
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Uri BaseUrl = new("http://127.0.0.1/v1");

    /// <summary>The policies from the worst to the best, as they are told.</summary>
    private static readonly PolicyKind[] Policies = [PolicyKind.None, PolicyKind.Fixed, PolicyKind.Adaptive];

    private readonly Plan _plan = Questions.Of(trials, seed);
    private IReadOnlyList<TimeSpan>? _latencies;

    /// <summary>Measures every policy in a weather.</summary>
    public IEnumerable<Measure> Of(Scenario scenario)
    {
        var bound = LowerBound.Of(scenario, _latencies ??= Latencies());
        foreach (var kind in Policies)
        {
            var policy = new PolicySettings(kind);
            var facts = Play(scenario.Provider(seed), PacingPolicy.Of(policy));
            yield return Measure.Of(scenario, policy.Name, trials, bound, Start, facts);
        }
    }

    private static ChatProvider Client(HttpMessageInvoker http, TimeProvider time) => new(http, BaseUrl, null, time);

    private IReadOnlyList<Fact> Play(SimulatorOptions provider, PacingPolicy policy)
    {
        var wire = new SimulatedWire(new SimulatorCore(provider), Client);
        var settings = new RunSettings
        {
            Policy = policy,
            Seed = seed,
            KeepAnswers = false,
            LongestWait = TimeSpan.FromDays(1),
        };
        var run = new VirtualRun(_plan, settings, call => wire.Play(call.Ask, call.At), Start);
        run.Run();
        return run.Facts;
    }

    // What each answer takes where nothing is in its way: the simulator draws it by the question alone.
    private List<TimeSpan> Latencies()
    {
        var calm = Play(new SimulatorOptions { Seed = seed }, new PacingPolicy.None());
        return [.. calm.OfType<AttemptEnded>().Select(ended => ended.Stamps!.Closed)];
    }
}
