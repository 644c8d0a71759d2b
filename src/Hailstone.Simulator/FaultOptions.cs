namespace Hailstone.Simulator;

/// <summary>Something that goes wrong now and then, after a request has passed the quota.</summary>
/// <param name="Name">One of <see cref="Names"/>.</param>
/// <param name="Probability">How often, 0 to 1. The probabilities of a model's faults add up to 1 at most.</param>
/// <param name="Model">The model that it befalls; default null: every model.</param>
public sealed record FaultOptions(string Name, double Probability, string? Model = null)
{
    /// <summary>The names of all faults; docs/simulator.md says what each does.</summary>
    public static IReadOnlyList<string> Names => Simulator.Faults.FaultTable.Names;
}

/// <summary>A time in which every request meets the same fault, before key and quota are looked at.</summary>
/// <param name="From">When it begins, counted from the simulator's start.</param>
/// <param name="Length">How long it lasts; over 0.</param>
/// <param name="Fault">What happens; default <c>503</c>. Any fault that needs no answer.</param>
public sealed record OutageOptions(TimeSpan From, TimeSpan Length, string Fault = "503");
