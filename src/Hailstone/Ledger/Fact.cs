using System.Text.Json.Serialization;

namespace Hailstone.Ledger;

/// <summary>One line of a run's story, appended and never changed. All else is computed from facts.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(RunStarted), "run_started")]
[JsonDerivedType(typeof(RunResumed), "run_resumed")]
[JsonDerivedType(typeof(RunRescored), "run_rescored")]
[JsonDerivedType(typeof(AttemptStarted), "attempt_started")]
[JsonDerivedType(typeof(AttemptEnded), "attempt_ended")]
[JsonDerivedType(typeof(TrialEnded), "trial_ended")]
[JsonDerivedType(typeof(TargetStopped), "target_stopped")]
[JsonDerivedType(typeof(TargetAmended), "target_amended")]
[JsonDerivedType(typeof(ProviderPaused), "provider_paused")]
[JsonDerivedType(typeof(ProviderResumed), "provider_resumed")]
[JsonDerivedType(typeof(RunEnded), "run_ended")]
public abstract record Fact
{
    /// <summary>When it happened, by the wall clock: a label, never a measure.</summary>
    public required DateTimeOffset At { get; init; }
}
