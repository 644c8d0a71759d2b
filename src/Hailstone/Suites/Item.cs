using System.Text.Json;

namespace Hailstone.Suites;

/// <summary>One question with its expectation, its templates already rendered.</summary>
public sealed record Item
{
    /// <summary>The item's id, unique in the suite.</summary>
    public required string Id { get; init; }

    /// <summary>What the model is asked.</summary>
    public required string Prompt { get; init; }

    /// <summary>The instruction that goes before it, or null.</summary>
    public string? System { get; init; }

    /// <summary>What a right answer is: any JSON value, or null where the scorers say it themselves.</summary>
    public JsonElement? Expect { get; init; }

    /// <summary>A heading to report under, or null.</summary>
    public string? Category { get; init; }

    /// <summary>Tags, in the order of the file.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What it shares with other items (a passage, a template), or null.</summary>
    public string? Cluster { get; init; }

    /// <summary>Where it stands.</summary>
    public required Place Place { get; init; }

    /// <summary>
    /// What each scorer expects of this item, one for each of <see cref="Suite.Scorers"/>, in their order.
    /// </summary>
    public required IReadOnlyList<Expectation> Expectations { get; init; }
}
