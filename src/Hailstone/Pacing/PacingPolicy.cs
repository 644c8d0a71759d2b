using Hailstone.Catalogue;
using Hailstone.Suites;

namespace Hailstone.Pacing;

/// <summary>By which rules a run decides when to send, and what to do after a failure.</summary>
public abstract record PacingPolicy
{
    private PacingPolicy()
    {
    }

    /// <summary>Makes what decides when a pool's requests leave.</summary>
    internal abstract IAdmission AdmissionFor(
        string pool, ChargeRule rule, QuotaSettings? limits, int? fixedInFlight);

    /// <summary>Decides what to do after a failure.</summary>
    internal abstract Verdict Judge(Classified failure, Evidence evidence, Random random);

    /// <summary>Hailstone's own rules, as docs/pacing.md tells them: the default.</summary>
    public sealed record Adaptive : PacingPolicy
    {
        internal override IAdmission AdmissionFor(
            string pool, ChargeRule rule, QuotaSettings? limits, int? fixedInFlight) =>
            new Pool(pool, rule, limits, fixedInFlight);

        internal override Verdict Judge(Classified failure, Evidence evidence, Random random) =>
            Verdict.On(failure, evidence, random);
    }
}
