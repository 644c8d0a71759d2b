using Hailstone.Ledger;

namespace Hailstone.Cli.Commands;

/// <summary>Why a run ended, in the person's language.</summary>
internal static class EndReasonText
{
    public static string Of(EndReason reason) => reason switch
    {
        EndReason.Complete => CliMessages.EndComplete,
        EndReason.Budget => CliMessages.EndBudget,
        EndReason.Quota => CliMessages.EndQuota,
        EndReason.Deadline => CliMessages.EndDeadline,
        EndReason.Interrupted => CliMessages.EndInterrupted,
        EndReason.Preflight => CliMessages.EndPreflight,
        EndReason.Ledger => CliMessages.EndLedger,
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };
}
