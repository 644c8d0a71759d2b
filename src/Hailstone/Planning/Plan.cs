using Hailstone.Catalogue;
using Hailstone.Suites;

namespace Hailstone.Planning;

/// <summary>What a run will do: every trial, in a seeded order, and what each target is sent.</summary>
public sealed record Plan
{
    /// <summary>The SHA-256 of all that can change a result, in lower-case hexadecimal.</summary>
    public required string Id { get; init; }

    /// <summary>The suite.</summary>
    public required Suite Suite { get; init; }

    /// <summary>The targets, in the suite's order; a trial names them by their index here.</summary>
    public required IReadOnlyList<PlannedTarget> Targets { get; init; }

    /// <summary>
    /// The items of this run: all of the suite's, or the first N of the seeded order, in the suite's order.
    /// </summary>
    public required IReadOnlyList<Item> Items { get; init; }

    /// <summary>Trials of each pair.</summary>
    public required int Repeats { get; init; }

    /// <summary>The seed of the order.</summary>
    public required long Seed { get; init; }

    /// <summary>How many trials there are.</summary>
    public int Count => checked(Items.Count * Targets.Count * Repeats);

    /// <summary>The trial at a place of the seeded order, computed without a list.</summary>
    /// <param name="place">The place, 0 to <see cref="Count"/> - 1.</param>
    public Trial At(int place) => TrialOf((int)Permutation.At(place, Count, Seed));

    /// <summary>The trial with an index.</summary>
    /// <param name="index">The index, 0 to <see cref="Count"/> - 1; it does not depend on the seed.</param>
    public Trial TrialOf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        var pair = index / Repeats;
        return new Trial(index, pair / Targets.Count, pair % Targets.Count, index % Repeats + 1);
    }
}

/// <summary>One item put to one target, one time.</summary>
/// <param name="Index">Its number in the plan, whatever the order.</param>
/// <param name="Item">The item's index in <see cref="Plan.Items"/>.</param>
/// <param name="Target">The target's index in <see cref="Plan.Targets"/>.</param>
/// <param name="Repeat">Which of the repeats, counted from 1.</param>
public readonly record struct Trial(int Index, int Item, int Target, int Repeat);

/// <summary>A target with all that the catalogue says of it.</summary>
public sealed record PlannedTarget
{
    /// <summary>The target as asked for.</summary>
    public required Target Target { get; init; }

    /// <summary>The model that it means.</summary>
    public required ResolvedModel Model { get; init; }

    /// <summary>What is sent.</summary>
    public required RequestSettings Settings { get; init; }

    /// <summary>The price of the day, or null where none is known.</summary>
    public Price? Price { get; init; }

    /// <summary>Whether a budget holds for it: then the most that a call can cost must be known.</summary>
    public bool HasBudget { get; init; }

    /// <summary>
    /// What to ask instead where its model ends: the successor that the vendor names, else the newest of its family;
    /// null where it does not end or nothing is known.
    /// </summary>
    public string? Successor { get; init; }

    /// <summary>Why the catalogue refuses it: its trials are not run. Null where it does not.</summary>
    public Problem? Refused { get; init; }

    /// <summary>What is worth saying before the run: a retirement near, a cap that leaves no room.</summary>
    public IReadOnlyList<Problem> Warnings { get; init; } = [];
}
