namespace Hailstone.Suites;

/// <summary>A model with its parameters, as asked for.</summary>
public sealed record Target
{
    /// <summary>The target's name in reports: its <c>id</c>, else its model as written.</summary>
    public required string Id { get; init; }

    /// <summary>The model as written: a bare id, or <c>provider/id</c>.</summary>
    public required string Model { get; init; }

    /// <summary>The group that it stands in.</summary>
    public required string Group { get; init; }

    /// <summary>What to ask it with; defaults already filled in.</summary>
    public required Parameters Parameters { get; init; }

    /// <summary>The most to spend on it, in US dollars, over 0; null for no limit of its own.</summary>
    public decimal? BudgetUsd { get; init; }

    /// <summary>
    /// What a call is counted at, in US dollars, over 0, where nothing else says the most that it can cost; null where
    /// that was not said.
    /// </summary>
    public decimal? MaxCallUsd { get; init; }

    /// <summary>Where the suite names it.</summary>
    public required Place Place { get; init; }
}
