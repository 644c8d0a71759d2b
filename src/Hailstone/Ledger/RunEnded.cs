using System.Text.Json.Serialization;

namespace Hailstone.Ledger;

/// <summary>A run stopped. It may be resumed unless it is complete.</summary>
public sealed record RunEnded : Fact
{
    /// <summary>Why.</summary>
    public required EndReason Because { get; init; }

    /// <summary>
    /// The least time that the run could have taken under the quotas it saw, in seconds; null where not known.
    /// </summary>
    public double? LowerBoundSeconds { get; init; }

    /// <summary>When to go on, where the run waits for a quota; null elsewhere, or where nobody knows.</summary>
    public DateTimeOffset? ResumeAt { get; init; }
}

/// <summary>Why a run stopped.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EndReason>))]
public enum EndReason
{
    /// <summary>Every trial ended.</summary>
    [JsonStringEnumMemberName("complete")]
    Complete,

    /// <summary>The budget was spent.</summary>
    [JsonStringEnumMemberName("budget")]
    Budget,

    /// <summary>A quota of the account will not refill within the run.</summary>
    [JsonStringEnumMemberName("quota")]
    Quota,

    /// <summary>The deadline was reached.</summary>
    [JsonStringEnumMemberName("deadline")]
    Deadline,

    /// <summary>The user stopped it.</summary>
    [JsonStringEnumMemberName("interrupted")]
    Interrupted,

    /// <summary>The preflight refused targets.</summary>
    [JsonStringEnumMemberName("preflight")]
    Preflight,

    /// <summary>The ledger could not be written.</summary>
    [JsonStringEnumMemberName("ledger")]
    Ledger,
}
