using Hailstone.Benchmarks.Quota;

namespace Hailstone.Benchmarks.Bars;

/// <summary>What was measured in one run of a bar.</summary>
internal sealed record Figures
{
    /// <summary>Trials.</summary>
    public required int Trials { get; init; }

    /// <summary>Trials that were scored.</summary>
    public required int Scored { get; init; }

    /// <summary>Calls that reached the server.</summary>
    public required int Sends { get; init; }

    /// <summary>Calls that the quota refused.</summary>
    public required int Refused { get; init; }

    /// <summary>Calls that were admitted and went wrong.</summary>
    public required int Failed { get; init; }

    /// <summary>The part of the calls that the quota refused.</summary>
    public required double RefusedShare { get; init; }

    /// <summary>The wall clock's seconds, from the runner's start to its end.</summary>
    public required double Seconds { get; init; }

    /// <summary>The lower bound in seconds.</summary>
    public required double BoundSeconds { get; init; }

    /// <summary>The time over the bound.</summary>
    public required double Ratio { get; init; }

    /// <summary>Calls in the outage.</summary>
    public required int InOutage { get; init; }

    /// <summary>From the outage's end to the first answer's end, in seconds; null where there is none.</summary>
    public required double? BackAfterSeconds { get; init; }

    /// <summary>From the first request to the last, in seconds.</summary>
    public required double LastRequestSeconds { get; init; }

    /// <summary>The part of the quota that answers used.</summary>
    public required double QuotaShare { get; init; }

    /// <summary>Puts together what the runners and the server's book say.</summary>
    public static Figures Of(Bar bar, int scored, TimeSpan took, IReadOnlyList<Call> calls)
    {
        var counts = QuotaCounts.Of(bar.Server, calls);
        var bound = LowerBound.Of(bar.Server, calls);
        return new Figures
        {
            Trials = bar.Trials,
            Scored = scored,
            Sends = counts.Sends,
            Refused = counts.Refused,
            Failed = counts.Failed,
            RefusedShare = counts.Sends == 0 ? 0 : (double)counts.Refused / counts.Sends,
            Seconds = took.TotalSeconds,
            BoundSeconds = bound.TotalSeconds,
            Ratio = bound > TimeSpan.Zero ? took / bound : double.PositiveInfinity,
            InOutage = counts.InOutage,
            BackAfterSeconds = counts.BackAfter?.TotalSeconds,
            LastRequestSeconds = counts.LastRequest.TotalSeconds,
            QuotaShare = counts.QuotaShare,
        };
    }
}
