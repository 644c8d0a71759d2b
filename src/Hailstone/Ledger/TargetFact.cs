using System.Text.Json;
using Hailstone.Catalogue;

namespace Hailstone.Ledger;

/// <summary>A target as a report needs it.</summary>
public sealed record TargetFact
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The model as written.</summary>
    public required string Model { get; init; }

    /// <summary>The model's id on the wire.</summary>
    public required string WireId { get; init; }

    /// <summary>Its group.</summary>
    public required string Group { get; init; }

    /// <summary>The provider's id.</summary>
    public required string Provider { get; init; }

    /// <summary>The dialect.</summary>
    public required string Dialect { get; init; }

    /// <summary>A mark of whom it asks, where, and with what; null where not known.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The parameters as asked for, by the suite's names.</summary>
    public required JsonElement Asked { get; init; }

    /// <summary>The parameters as sent, by the wire's names.</summary>
    public required JsonElement Sent { get; init; }

    /// <summary>Parameters asked for and not sent.</summary>
    public IReadOnlyList<string> Omitted { get; init; } = [];

    /// <summary>The price that the run is counted by, frozen; null where none is known.</summary>
    public Price? Price { get; init; }

    /// <summary>Why the catalogue refused it, or null.</summary>
    public string? Refused { get; init; }
}
