using Hailstone.Providers;

namespace Hailstone.Pacing;

/// <summary>What to do after a failure.</summary>
internal abstract record Verdict
{
    private const int TriesOfWhatMayHaveRun = 6;
    private const int TriesBeforeLast = 4;
    private const double Healthy = 0.9;
    private const int StrikesOfKey = 2;
    private const int StrikesOfModel = 3;
    private static readonly TimeSpan KeyCheckAfter = TimeSpan.FromSeconds(2);

    private Verdict()
    {
    }

    /// <summary>Try the trial again.</summary>
    /// <param name="After">How long to wait at least.</param>
    /// <param name="CountsAsTry">Whether the failure cost one of the trial's tries.</param>
    /// <param name="IsLast">Whether it goes to the end of all, and alone: its question may be what breaks the server.
    /// </param>
    public sealed record Again(TimeSpan After, bool CountsAsTry, bool IsLast = false) : Verdict;

    /// <summary>The trial is over.</summary>
    /// <param name="Fault">What is wrong with it; null where it failed for no fault of the question.</param>
    public sealed record StopTrial(TrialFault? Fault) : Verdict;

    /// <summary>The target is over: its model does not answer.</summary>
    public sealed record StopTarget : Verdict;

    /// <summary>Every target of the key is over.</summary>
    public sealed record StopKey : Verdict;

    /// <summary>Decides.</summary>
    /// <param name="failure">What the failure means.</param>
    /// <param name="evidence">What else is known.</param>
    /// <param name="random">Chance.</param>
    public static Verdict On(Classified failure, Evidence evidence, Random random) => failure.Class switch
    {
        FailureClass.Wait or FailureClass.Capacity => new Again(evidence.PoolWait, CountsAsTry: false),
        FailureClass.MayHaveRun => OnMayHaveRun(failure, evidence, random),
        FailureClass.Trial => new StopTrial(failure.Fault),
        FailureClass.Model => OnModel(evidence),
        FailureClass.Key => OnKey(evidence),
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure.Class, null),
    };

    private static Verdict OnMayHaveRun(Classified failure, Evidence evidence, Random random)
    {
        var failures = evidence.TriesBefore + 1;
        if (!evidence.TriesAreSpared && failures >= TriesOfWhatMayHaveRun)
            return new StopTrial(null);
        var wait = evidence.PoolIsSilent ? Backoff.Patient(failures, random) : Backoff.FullJitter(failures, random);
        return new Again(
            failure.RetryAfter is { } asked && asked > wait ? asked : wait,
            CountsAsTry: !evidence.TriesAreSpared,
            IsLast: failures >= TriesBeforeLast && evidence.PoolHealth >= Healthy);
    }

    // One refusal that names a model which is not there concerns all of its trials; any other is believed when three
    // different questions met it and none was ever answered. After an answer it can only be the question.
    private static Verdict OnModel(Evidence evidence)
    {
        if (evidence.TargetHasAnswered)
            return new StopTrial(null);
        return evidence.ModelIsMissing || evidence.ModelStrikes >= StrikesOfModel
            ? new StopTarget()
            : new StopTrial(null);
    }

    // A wrong key is believed the second time, by a call that left after the first; where answers came in between,
    // it can only be the question.
    private static Verdict OnKey(Evidence evidence)
    {
        if (evidence.KeyStrikes >= StrikesOfKey)
            return new StopKey();
        return evidence.TrialKeyStrikes >= StrikesOfKey
            ? new StopTrial(null)
            : new Again(KeyCheckAfter, CountsAsTry: false);
    }
}

/// <summary>What is known when a verdict is made; strikes include the failure in question.</summary>
internal readonly record struct Evidence
{
    /// <summary>What happened, as it was seen.</summary>
    public required Failure Failure { get; init; }

    /// <summary>How long ago the trial was first asked.</summary>
    public TimeSpan SinceFirst { get; init; }

    /// <summary>Tries that the trial has used.</summary>
    public int TriesBefore { get; init; }

    /// <summary>How long the pool waits.</summary>
    public TimeSpan PoolWait { get; init; }

    /// <summary>Whether the provider is taken to be down, so that a failure costs no try.</summary>
    public bool TriesAreSpared { get; init; }

    /// <summary>Whether nothing that left after this request was answered.</summary>
    public bool PoolIsSilent { get; init; }

    /// <summary>The share of the pool's requests of the last half minute that did not meet trouble.</summary>
    public double PoolHealth { get; init; }

    /// <summary>Whether the target has ever answered.</summary>
    public bool TargetHasAnswered { get; init; }

    /// <summary>Whether the provider says that there is no such model.</summary>
    public bool ModelIsMissing { get; init; }

    /// <summary>Failures of the model that different trials met.</summary>
    public int ModelStrikes { get; init; }

    /// <summary>Failures of the key since the last answer under it, of calls that left one after the other.</summary>
    public int KeyStrikes { get; init; }

    /// <summary>Failures of the key that this trial met.</summary>
    public int TrialKeyStrikes { get; init; }
}
