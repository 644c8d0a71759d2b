using Hailstone.Catalogue;
using Hailstone.Providers;
using Hailstone.Suites;

namespace Hailstone.Pacing;

/// <summary>By which rules a run decides when to send, and what to do after a failure.</summary>
public abstract record PacingPolicy
{
    private PacingPolicy()
    {
    }

    /// <summary>
    /// Whether a provider is asked one question after the other, as a script does it: in the plan's order, and no next
    /// one before the last has ended.
    /// </summary>
    internal virtual bool IsSequential => false;

    /// <summary>The policy that a suite asks for.</summary>
    /// <param name="settings">What the suite says.</param>
    public static PacingPolicy Of(PolicySettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Kind switch
        {
            PolicyKind.Adaptive => new Adaptive(),
            PolicyKind.Fixed => new Fixed { Pauses = settings.Fixed },
            PolicyKind.None => new None(),
            _ => throw new ArgumentOutOfRangeException(nameof(settings), settings.Kind, null),
        };
    }

    /// <summary>Makes what decides when a pool's requests leave.</summary>
    internal abstract IAdmission AdmissionFor(
        string pool, ChargeRule rule, QuotaSettings? limits, int? fixedInFlight);

    /// <summary>Decides what to do after a failure.</summary>
    internal abstract Verdict Judge(Classified failure, Evidence evidence, Random random);

    /// <summary>Whether the question is asked again after an answer, and when; null where the answer ends it.</summary>
    internal virtual TimeSpan? Again(Response answer, int before, Random random) =>
        AnswerRules.Again(answer, before, random);

    /// <summary>How long its provider is left alone when a question has ended.</summary>
    /// <param name="model">The model that was asked.</param>
    /// <param name="hasFailed">Whether it ended without an answer.</param>
    internal virtual TimeSpan PauseAfter(ResolvedModel model, bool hasFailed) => TimeSpan.Zero;

    // A script takes every answer that it gets; only a turn that is not over goes on.
    private static TimeSpan? GoesOn(Response answer, int before, Random random) =>
        answer.Stop == StopReason.Paused ? AnswerRules.Again(answer, before, random) : null;

    /// <summary>Hailstone's own rules, as docs/pacing.md tells them: the default.</summary>
    public sealed record Adaptive : PacingPolicy
    {
        internal override IAdmission AdmissionFor(
            string pool, ChargeRule rule, QuotaSettings? limits, int? fixedInFlight) =>
            new Pool(pool, rule, limits, fixedInFlight);

        internal override Verdict Judge(Classified failure, Evidence evidence, Random random) =>
            Verdict.On(failure, evidence, random);
    }

    /// <summary>What is often done by hand: fixed pauses, one call at a time, a few tries of some errors.</summary>
    public sealed record Fixed : PacingPolicy
    {
        /// <summary>The figures.</summary>
        public FixedPauses Pauses { get; init; } = new();

        internal override bool IsSequential => true;

        internal override IAdmission AdmissionFor(
            string pool, ChargeRule rule, QuotaSettings? limits, int? fixedInFlight) => new OneAtATime(pool);

        internal override Verdict Judge(Classified failure, Evidence evidence, Random random) =>
            FixedRules.Judge(Pauses, failure, evidence);

        internal override TimeSpan? Again(Response answer, int before, Random random) =>
            GoesOn(answer, before, random);

        internal override TimeSpan PauseAfter(ResolvedModel model, bool hasFailed) =>
            hasFailed ? Pauses.AfterError : FixedRules.PauseOf(Pauses, model);
    }

    /// <summary>No cure at all: one try, one call at a time, a second between two.</summary>
    public sealed record None : PacingPolicy
    {
        private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

        internal override bool IsSequential => true;

        internal override IAdmission AdmissionFor(
            string pool, ChargeRule rule, QuotaSettings? limits, int? fixedInFlight) => new OneAtATime(pool);

        internal override Verdict Judge(Classified failure, Evidence evidence, Random random) =>
            new Verdict.StopTrial(failure.Fault);

        internal override TimeSpan? Again(Response answer, int before, Random random) =>
            GoesOn(answer, before, random);

        internal override TimeSpan PauseAfter(ResolvedModel model, bool hasFailed) => Pause;
    }
}
