using System.Text.Json;

namespace Hailstone.Catalogue;

/// <summary>What a family of models does with one neutral parameter.</summary>
public sealed record ParameterRule
{
    /// <summary>Whether it is taken at all.</summary>
    public Taking Take { get; init; }

    /// <summary>The one value that is taken under <see cref="Taking.OnlyDefault"/>; null elsewhere.</summary>
    public decimal? Default { get; init; }

    /// <summary>The least value; null where none is known.</summary>
    public decimal? Min { get; init; }

    /// <summary>The greatest value; null where none is known.</summary>
    public decimal? Max { get; init; }

    /// <summary>The words that are taken; null where any is.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>A group of which one parameter alone is taken; null where it stands alone.</summary>
    public string? OneOf { get; init; }

    /// <summary>The efforts in effect beside which it is taken; null where any is.</summary>
    public IReadOnlyList<string>? WhenEffort { get; init; }

    /// <summary>Its field in the request, by dialect; a dialect that is not named has none.</summary>
    public IReadOnlyDictionary<string, WireField>? In { get; init; }
}

/// <summary>Whether a parameter is taken.</summary>
public enum Taking
{
    /// <summary>It is taken.</summary>
    Allow,

    /// <summary>It is refused, whatever its value.</summary>
    Forbid,

    /// <summary>Its default is taken and every other value refused.</summary>
    OnlyDefault,
}

/// <summary>The field of a request that a parameter becomes.</summary>
public sealed record WireField
{
    /// <summary>The field's name; a dot leads into an object: <c>reasoning.effort</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The least value in this dialect; null where the rule's own holds.</summary>
    public decimal? Min { get; init; }

    /// <summary>
    /// What the dialect must be sent where nothing was asked, in tokens; null where it may be left out.
    /// </summary>
    public long? Fallback { get; init; }

    /// <summary>The same at efforts that need more.</summary>
    public IReadOnlyDictionary<string, long>? FallbackAtEffort { get; init; }

    /// <summary>Fields that go with it; null where none do.</summary>
    public IReadOnlyDictionary<string, JsonElement>? With { get; init; }

    /// <summary>
    /// What is sent for effort <c>none</c> in place of the field; null where thinking cannot be left off.
    /// </summary>
    public IReadOnlyDictionary<string, JsonElement>? Off { get; init; }
}
