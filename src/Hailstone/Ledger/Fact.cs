using System.Text.Json;
using System.Text.Json.Serialization;
using Hailstone.Catalogue;
using Hailstone.Providers;
using Hailstone.Scoring;

namespace Hailstone.Ledger;

/// <summary>One line of a run's story, appended and never changed. All else is computed from facts.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(RunStarted), "run_started")]
[JsonDerivedType(typeof(RunResumed), "run_resumed")]
[JsonDerivedType(typeof(AttemptStarted), "attempt_started")]
[JsonDerivedType(typeof(AttemptEnded), "attempt_ended")]
[JsonDerivedType(typeof(TrialEnded), "trial_ended")]
[JsonDerivedType(typeof(TargetStopped), "target_stopped")]
[JsonDerivedType(typeof(ProviderPaused), "provider_paused")]
[JsonDerivedType(typeof(ProviderResumed), "provider_resumed")]
[JsonDerivedType(typeof(RunEnded), "run_ended")]
public abstract record Fact
{
    /// <summary>When it happened, by the wall clock: a label, never a measure.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>A run began. It tells all that a report needs, so that no suite file is needed to read a ledger.</summary>
public sealed record RunStarted : Fact
{
    /// <summary>The run's id.</summary>
    public required string Run { get; init; }

    /// <summary>The version of Hailstone.</summary>
    public required string Version { get; init; }

    /// <summary>The suite's name.</summary>
    public required string Suite { get; init; }

    /// <summary>The suite's content hash.</summary>
    public required string SuiteHash { get; init; }

    /// <summary>The suite file's full path: where <c>resume</c> looks for it.</summary>
    public required string SuitePath { get; init; }

    /// <summary>The plan's id.</summary>
    public required string Plan { get; init; }

    /// <summary>What the command line said that changes the plan, so that <c>resume</c> makes the same one.</summary>
    public required RunOptions Options { get; init; }

    /// <summary>The items, by their index in the plan.</summary>
    public required IReadOnlyList<ItemFact> Items { get; init; }

    /// <summary>The targets, by their index in the plan.</summary>
    public required IReadOnlyList<TargetFact> Targets { get; init; }

    /// <summary>Trials of each pair of item and target.</summary>
    public required int Repeats { get; init; }

    /// <summary>The seed of the order.</summary>
    public required long Seed { get; init; }

    /// <summary>The date of the price table.</summary>
    public required DateOnly PriceDate { get; init; }

    /// <summary>What the result must hold.</summary>
    public IReadOnlyList<GateFact> Gates { get; init; } = [];
}

/// <summary>What the command line said that changes what is run.</summary>
public sealed record RunOptions
{
    /// <summary>Whether the simulator in the process answered.</summary>
    public bool Simulated { get; init; }

    /// <summary>Whether the simulator had answers of the suite to give; else its scores mean nothing.</summary>
    public bool SimulatedAnswers { get; init; }

    /// <summary>Only these targets.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Only these groups.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Only the first so many items of the seeded order; null takes all.</summary>
    public int? Limit { get; init; }

    /// <summary>Overrides the suite's repeats; null keeps them.</summary>
    public int? Repeats { get; init; }

    /// <summary>Overrides the suite's budget; null keeps it.</summary>
    public decimal? BudgetUsd { get; init; }

    /// <summary>A fixed number in flight; null finds it out.</summary>
    public int? InFlight { get; init; }

    /// <summary>Whether files outside the suite's folder may be read.</summary>
    public bool AllowOutside { get; init; }
}

/// <summary>An item as a report needs it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Category">Its category, or null.</param>
/// <param name="Cluster">Its cluster, or null.</param>
public sealed record ItemFact(string Id, string? Category, string? Cluster);

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

/// <summary>A gate as a report needs it.</summary>
/// <param name="Measure">What is compared.</param>
/// <param name="Comparison">How.</param>
/// <param name="Bound">With what.</param>
public sealed record GateFact(string Measure, string Comparison, decimal Bound);

/// <summary>A run went on after it had stopped. Attempts that had begun and not ended may have been paid for.</summary>
public sealed record RunResumed : Fact
{
    /// <summary>The version of Hailstone that went on.</summary>
    public required string Version { get; init; }
}

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

/// <summary>An attempt ended, well or not.</summary>
public sealed record AttemptEnded : Fact
{
    /// <summary>The attempt's number.</summary>
    public required int Attempt { get; init; }

    /// <summary>The trial's index in the plan.</summary>
    public required int Trial { get; init; }

    /// <summary>The failure's name (<c>rate_limit</c>, <c>server_error</c>, ...); null where an answer came.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether the failure cost the trial one of its tries.</summary>
    public bool CountsAsTry { get; init; }

    /// <summary>When the trial may be tried again, in seconds after this; null where it is over.</summary>
    public double? AgainAfterSeconds { get; init; }

    /// <summary>What the provider said, one line, redacted; null where an answer came.</summary>
    public string? Message { get; init; }

    /// <summary>The HTTP status, or null.</summary>
    public int? Status { get; init; }

    /// <summary>The provider's id of the request, or null.</summary>
    public string? RequestId { get; init; }

    /// <summary>The SHA-256 of the request's body; null where the attempt was lost in a crash.</summary>
    public string? RequestHash { get; init; }

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

    /// <summary>From an estimate of the tokens.</summary>
    [JsonStringEnumMemberName("estimated")]
    Estimated,

    /// <summary>It may have been billed and nobody said how much.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,

    /// <summary>Providers do not bill it.</summary>
    [JsonStringEnumMemberName("not_billed")]
    NotBilled,
}

/// <summary>A trial reached its end. Once a trial has ended, it is never asked again.</summary>
public sealed record TrialEnded : Fact
{
    /// <summary>The trial's index in the plan.</summary>
    public required int Trial { get; init; }

    /// <summary>How it ended.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>The score, 0 to 1; null unless scored.</summary>
    public double? Score { get; init; }

    /// <summary>The attempt that settled it; null where none did.</summary>
    public int? Attempt { get; init; }

    /// <summary>Why, one line.</summary>
    public required string Explain { get; init; }
}

/// <summary>A target will not be asked any more.</summary>
public sealed record TargetStopped : Fact
{
    /// <summary>The target's index in the plan.</summary>
    public required int Target { get; init; }

    /// <summary>Why, one line.</summary>
    public required string Reason { get; init; }

    /// <summary>What to do, one line.</summary>
    public required string Mend { get; init; }
}

/// <summary>A pool of a provider is not asked for a while.</summary>
public sealed record ProviderPaused : Fact
{
    /// <summary>The pool's name: provider and limit pool.</summary>
    public required string Pool { get; init; }

    /// <summary>Why, one line.</summary>
    public required string Reason { get; init; }

    /// <summary>Until when, as far as is known.</summary>
    public DateTimeOffset? Until { get; init; }
}

/// <summary>A pool of a provider is asked again.</summary>
public sealed record ProviderResumed : Fact
{
    /// <summary>The pool's name.</summary>
    public required string Pool { get; init; }
}

/// <summary>A run stopped. It may be resumed unless it is complete.</summary>
public sealed record RunEnded : Fact
{
    /// <summary>Why.</summary>
    public required EndReason Because { get; init; }

    /// <summary>
    /// The least time that the run could have taken under the quotas it saw, in seconds; null where not known.
    /// </summary>
    public double? LowerBoundSeconds { get; init; }
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
