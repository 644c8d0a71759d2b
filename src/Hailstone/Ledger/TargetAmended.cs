using System.Text.Json;

namespace Hailstone.Ledger;

/// <summary>A target is asked otherwise than planned, because its provider said how it wants to be asked.</summary>
public sealed record TargetAmended : Fact
{
    /// <summary>The target's index in the plan.</summary>
    public required int Target { get; init; }

    /// <summary>The dialect that it is asked in from now on.</summary>
    public required string Dialect { get; init; }

    /// <summary>The parameters as sent from now on, by the wire's names.</summary>
    public required JsonElement Sent { get; init; }

    /// <summary>Parameters asked for and not sent from now on, by the suite's names.</summary>
    public IReadOnlyList<string> Omitted { get; init; } = [];

    /// <summary>Fields that go under another name.</summary>
    public IReadOnlyList<RenamedField> Renamed { get; init; } = [];

    /// <summary>What the provider said, one line.</summary>
    public required string Reason { get; init; }
}

/// <summary>A field of a request that goes under another name.</summary>
/// <param name="Planned">The name that was planned.</param>
/// <param name="Sent">The name that is sent.</param>
public sealed record RenamedField(string Planned, string Sent);
