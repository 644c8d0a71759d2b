using System.Text.Json.Serialization;
using Hailstone.Catalogue;
using Hailstone.Providers;

namespace Hailstone.Ledger;

/// <summary>An attempt ended, well or not.</summary>
public sealed record AttemptEnded : Fact
{
    /// <summary>The attempt's number.</summary>
    public required int Attempt { get; init; }

    /// <summary>The trial's index in the plan.</summary>
    public required int Trial { get; init; }

    /// <summary>
    /// The failure's name (<c>rate_limit</c>, <c>server_error</c>, <c>empty_answer</c>); null where an answer came.
    /// </summary>
    public string? Failure { get; init; }

    /// <summary>Whether the failure cost the trial one of its tries.</summary>
    public bool CountsAsTry { get; init; }

    /// <summary>
    /// When the trial may be tried again, in seconds after this; null where it is over. Beside a <see cref="Stop"/> the
    /// answer did not end the trial: it was empty, or a turn that goes on.
    /// </summary>
    public double? AgainAfterSeconds { get; init; }

    /// <summary>What the provider said, one line, redacted; null where an answer came.</summary>
    public string? Message { get; init; }

    /// <summary>The HTTP status, or null.</summary>
    public int? Status { get; init; }

    /// <summary>The provider's id of the request, or null.</summary>
    public string? RequestId { get; init; }

    /// <summary>The SHA-256 of the request's body; null where the attempt was lost in a crash.</summary>
    public string? RequestHash { get; init; }

    /// <summary>The effort as echoed.</summary>
    public string? Effort { get; init; }

    /// <summary>Why the answer ended; null where none came.</summary>
    public StopReason? Stop { get; init; }

    /// <summary>The provider's own word for it.</summary>
    public string? StopRaw { get; init; }

    /// <summary>The model as echoed.</summary>
    public string? Model { get; init; }

    /// <summary>The service tier as echoed.</summary>
    public string? ServiceTier { get; init; }

    /// <summary>Tokens as counted by the provider.</summary>
    public Usage? Usage { get; init; }

    /// <summary>What it cost in US dollars; null where not known.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>How the cost is known.</summary>
    public required CostStatus CostStatus { get; init; }

    /// <summary>Seconds that the trial had been ready before this attempt was sent.</summary>
    public double WaitSeconds { get; init; }

    /// <summary>When things happened in the exchange; null where the attempt was lost in a crash.</summary>
    public Stamps? Stamps { get; init; }
}

/// <summary>How a cost is known.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CostStatus>))]
public enum CostStatus
{
    /// <summary>From the tokens that the provider counted.</summary>
    [JsonStringEnumMemberName("reported")]
    Reported,

    /// <summary>It was billed, because an answer was given; how much is an estimate of its tokens.</summary>
    [JsonStringEnumMemberName("estimated")]
    Estimated,

    /// <summary>It may have been billed and nobody said how much.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,

    /// <summary>The provider itself said that it failed, or never had the request: nobody bills that.</summary>
    [JsonStringEnumMemberName("not_billed")]
    NotBilled,
}
