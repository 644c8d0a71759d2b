using System.Text.Json;
using Hailstone.Ledger;
using Hailstone.Providers;

namespace Hailstone.Running;

/// <summary>What the machine wants done after an event, in this order.</summary>
internal sealed class Step
{
    /// <summary>Facts to append before anything is sent.</summary>
    public List<Fact> Facts { get; } = [];

    /// <summary>Bodies that belong to them.</summary>
    public List<Body> Bodies { get; } = [];

    /// <summary>Questions to send once the facts are kept.</summary>
    public List<Order> Orders { get; } = [];

    /// <summary>Shares of budgets that have been reached.</summary>
    public List<BudgetWarning> Warnings { get; } = [];

    /// <summary>When the machine wants to be woken at the latest; null where only an event can move it on.</summary>
    public TimeSpan? WakeAt { get; set; }

    /// <summary>Why the run is over; null while it is not.</summary>
    public EndReason? Finished { get; set; }
}

/// <summary>A question to send.</summary>
/// <param name="Attempt">The attempt's number.</param>
/// <param name="Trial">The trial's index in the plan.</param>
/// <param name="TurnSoFar">What the model has already said of the turn; null where it begins.</param>
/// <param name="Limits">How long each phase may take.</param>
internal readonly record struct Order(int Attempt, int Trial, JsonElement? TurnSoFar, PhaseLimits Limits);
