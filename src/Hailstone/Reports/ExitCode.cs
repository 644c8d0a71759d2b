using Hailstone.Ledger;
using Hailstone.Scoring;

namespace Hailstone.Reports;

/// <summary>What a process that ran a suite ends with. Where several apply: 130, 5, 4, 3, 1.</summary>
public static class ExitCode
{
    /// <summary>Every trial ended and every gate held.</summary>
    public const int Complete = 0;

    /// <summary>Every trial ended and a gate fell.</summary>
    public const int GateFell = 1;

    /// <summary>The suite, an option or a file is wrong, and nothing was sent. A report never gives it.</summary>
    public const int Unusable = 2;

    /// <summary>Some trials failed, or their judge did; the rest is complete.</summary>
    public const int TrialsFailed = 3;

    /// <summary>A target was refused, by the catalogue or by the provider.</summary>
    public const int TargetRefused = 4;

    /// <summary>Stopped by budget, quota, deadline or the ledger.</summary>
    public const int Stopped = 5;

    /// <summary>Interrupted.</summary>
    public const int Interrupted = 130;

    /// <summary>The exit code that a report stands for.</summary>
    /// <param name="report">The report; where its run has no end, the run was interrupted.</param>
    public static int Of(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var outcomes = report.Totals.Outcomes;
        return report.EndedBecause switch
        {
            null or EndReason.Interrupted => Interrupted,
            EndReason.Budget or EndReason.Quota or EndReason.Deadline or EndReason.Ledger => Stopped,
            EndReason.Preflight => TargetRefused,
            _ when report.Targets.Any(target => target.RefusedBecause is not null) => TargetRefused,
            _ when outcomes[Outcome.Failed] + outcomes[Outcome.JudgeFailed] > 0 => TrialsFailed,
            _ when GateCheck.Evaluate(report).Any(gate => !gate.Held) => GateFell,
            _ => Complete,
        };
    }
}
