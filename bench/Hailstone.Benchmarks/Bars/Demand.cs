namespace Hailstone.Benchmarks.Bars;

/// <summary>One thing that a run must reach.</summary>
/// <param name="What">What is looked at.</param>
/// <param name="Read">Reads it; null where there is nothing, which reaches nothing.</param>
/// <param name="Bound">The bound.</param>
/// <param name="AtMost">Whether the bound is the most; else it is the least.</param>
internal sealed record Demand(string What, Func<Figures, double?> Read, double Bound, bool AtMost)
{
    /// <summary>The part of sends that the quota refused.</summary>
    public static Demand RefusedAtMost(double share) => new("refused share", run => run.RefusedShare, share, true);

    /// <summary>The time, over the lower bound.</summary>
    public static Demand RatioAtMost(double ratio) => new("time / bound", run => run.Ratio, ratio, true);

    /// <summary>Calls in the outage.</summary>
    public static Demand InOutageAtMost(int calls) => new("calls in the outage", run => run.InOutage, calls, true);

    /// <summary>From the outage's end to the first answer.</summary>
    public static Demand BackWithin(double seconds) =>
        new("seconds to the first answer", run => run.BackAfterSeconds, seconds, true);

    /// <summary>The part of the quota that was used.</summary>
    public static Demand QuotaShareAtLeast(double share) =>
        new("share of the quota", run => run.QuotaShare, share, false);

    /// <summary>Every trial is scored: asked of every bar.</summary>
    public static Demand AllScored(int trials) => new("scored", run => run.Scored, trials, false);

    /// <summary>Whether a run reached it.</summary>
    public bool IsReachedBy(Figures run) => Read(run) is { } value && (AtMost ? value <= Bound : value >= Bound);
}
