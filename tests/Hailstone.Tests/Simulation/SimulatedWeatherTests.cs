using Hailstone.Cli.Weather;
using Hailstone.Ledger;
using Hailstone.Providers;
using Hailstone.Scoring;
using Hailstone.Simulator;
using Xunit;

namespace Hailstone.Tests.Simulation;

/// <summary>Whole runs on virtual time over the real clients, with the simulator's core for a network.</summary>
public sealed class SimulatedWeatherTests
{
    private static readonly Uri BaseUrl = new("http://127.0.0.1/v1");

    /// <summary>What is an answer's own way to end, or the state of an account: it does not pass.</summary>
    private static readonly string[] Lasting =
    [
        "empty", "length", "refusal", "content_filter",
        .. FaultOptions.Names.Where(name => name.Contains("limit_", StringComparison.Ordinal)),
        "insufficient_quota", "credit_balance_exhausted", "credit_balance_too_low", "billing_not_active",
        "billing_error",
    ];

    /// <summary>15 % in all, of every kind that passes.</summary>
    private static readonly string[] Transient = [.. FaultOptions.Names.Except(Lasting)];

    [Theory]
    [InlineData("chat", true)]
    [InlineData("chat", false)]
    [InlineData("responses", true)]
    [InlineData("responses", false)]
    [InlineData("messages", true)]
    [InlineData("messages", false)]
    public void Nothing_fails_when_a_seventh_of_the_calls_does_and_the_bills_are_the_providers(
        string dialect, bool stream)
    {
        const int trials = 300;
        var core = new SimulatorCore(new SimulatorOptions
        {
            Seed = 15,
            Faults = [.. Transient.Select(name => new FaultOptions(name, 0.15 / Transient.Length))],
        });
        var plan = Plans.OfDialect(trials, dialect, stream);
        var world = new World(plan, new SimulatedWire(core, (http, time) => Client(dialect, http, time))).Run();

        var attempts = world.Facts.OfType<AttemptEnded>().ToList();
        Assert.Equal(EndReason.Complete, world.Ended);
        Assert.Equal(trials, world.Trials.Count());
        Assert.DoesNotContain(world.Trials, trial => trial.Outcome == Outcome.Failed);
        Assert.InRange(attempts.Count(attempt => attempt.Failure is not null), trials / 10, trials / 3);
        Assert.Equal(core.Stats.BilledCalls, attempts.Count(IsBilled));
        Assert.Equal(core.Stats.Requests, attempts.Count);
    }

    private static bool IsBilled(AttemptEnded attempt) =>
        attempt.CostStatus is CostStatus.Reported or CostStatus.Estimated;

    private static IProvider Client(string dialect, HttpMessageInvoker http, TimeProvider time) => dialect switch
    {
        "chat" => new ChatProvider(http, BaseUrl, "key", time),
        "responses" => new ResponsesProvider(http, BaseUrl, "key", time),
        _ => new MessagesProvider(http, BaseUrl, "key", time),
    };
}
