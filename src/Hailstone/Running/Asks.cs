using System.Text.Json;
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
    /// <param name="turnSoFar">What the model has already said of the turn; null where it begins.</param>
    public static Ask Of(PlannedTarget target, Item item, JsonElement? turnSoFar) => new()
    {
        Model = target.Model.WireId,
        System = item.System,
        Prompt = item.Prompt,
        TurnSoFar = turnSoFar,
        Settings = target.Settings,
        Limits = Timeouts.For(target),
    };
}
