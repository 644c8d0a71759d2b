using System.Text.Json;

namespace Hailstone.Suites.Parsing;

/// <summary>An item before its system text and its expectations are rendered.</summary>
internal sealed record ItemDraft
{
    public required string Id { get; init; }

    public required string Prompt { get; init; }

    public JsonElement? Expect { get; init; }

    public string? Category { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public string? Cluster { get; init; }

    public required Place Place { get; init; }

    /// <summary>The fields of its row, where it comes from a data set.</summary>
    public IReadOnlyDictionary<string, object?> Fields { get; init; } = new Dictionary<string, object?>();
}
