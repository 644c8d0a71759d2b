using Hailstone.Planning;
using Hailstone.Providers;
using Hailstone.Suites;

namespace Hailstone.Running;

/// <summary>What a trial puts to its target.</summary>
internal static class Asks
{
    /// <summary>An item as it is put to a target.</summary>
    /// <param name="target">The target.</param>
    /// <param name="item">The item.</param>
    /// <param name="order">What the machine ordered.</param>
    public static Ask Of(PlannedTarget target, Item item, Order order) => new()
    {
        Model = target.Model.WireId,
        System = item.System,
        Prompt = item.Prompt,
        TurnSoFar = order.TurnSoFar,
        Settings = target.Settings,
        Limits = order.Limits,
    };
}
