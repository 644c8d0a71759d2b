using System.Text.Json.Serialization;

namespace Hailstone.Ledger;

/// <summary>
/// An attempt is about to leave. Written before the first byte is sent, so that a crash hides no paid call.
/// </summary>
public sealed record AttemptStarted : Fact
{
    /// <summary>The attempt's number in the run, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>The trial's index in the plan.</summary>
    public required int Trial { get; init; }

    /// <summary>What it is for.</summary>
    public required Purpose Purpose { get; init; }

    /// <summary>The most it can cost, in US dollars; null where no price is known.</summary>
    public decimal? ReservedUsd { get; init; }
}

/// <summary>What an attempt is for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Purpose>))]
public enum Purpose
{
    /// <summary>A trial's question.</summary>
    [JsonStringEnumMemberName("ask")]
    Ask,

    /// <summary>A judge's question.</summary>
    [JsonStringEnumMemberName("judge")]
    Judge,

    /// <summary>A check before the run.</summary>
    [JsonStringEnumMemberName("preflight")]
    Preflight,

    /// <summary>An answer to estimate by.</summary>
    [JsonStringEnumMemberName("pilot")]
    Pilot,
}
