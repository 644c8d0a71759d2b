using Hailstone.Catalogue;
using Hailstone.Providers;
using Hailstone.Simulator;

namespace Hailstone.Cli.Doctor;

/// <summary>
/// Measures the client's own error of timing: it asks a simulator in this process, whose first token comes after a
/// time that is known, and compares that with what it measured.
/// </summary>
internal static class ClockCheck
{
    private const int Questions = 40;
    private const int WarmUp = 5;
    private static readonly TimeSpan Truth = TimeSpan.FromMilliseconds(100);

    private static readonly PhaseLimits Limits = new(
        TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60));

    /// <summary>Measures.</summary>
    /// <returns>How much longer than it was the time to the first token seemed, the least first.</returns>
    public static async Task<IReadOnlyList<TimeSpan>> ErrorsAsync(TimeProvider time)
    {
        var latency = new LatencyOptions
        {
            FirstToken = Truth,
            FirstTokenSigma = 0,
            PerToken = TimeSpan.Zero,
            PerTokenSigma = 0,
        };
        var options = new SimulatorOptions { AnyModel = new ModelOptions { Latency = latency } };
        await using var simulator = await SimulatorServer.StartAsync(options, 0, time, CancellationToken.None);
        using var http = ProviderHttp.Create();
        var client = new ChatProvider(http, new Uri(simulator.Address, "v1"), null, time);
        var ask = new Ask
        {
            Model = "clock",
            Prompt = "Say OK.",
            Settings = new RequestSettings { Dialect = "chat", Fields = [] },
            Limits = Limits,
        };
        var errors = new List<TimeSpan>();
        for (var number = 0; number < Questions + WarmUp; number++)
        {
            var stamps = (await client.AskAsync(ask, _ => { }, CancellationToken.None)).Stamps;
            if (number >= WarmUp && stamps.FirstContent - stamps.Sent is { } measured)
                errors.Add(measured - Truth);
        }

        errors.Sort();
        return errors;
    }
}
