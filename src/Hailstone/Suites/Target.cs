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

    /// <summary>Where the suite names it.</summary>
    public required Place Place { get; init; }
}
