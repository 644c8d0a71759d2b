using Hailstone.Planning;
using Hailstone.Providers;

namespace Hailstone.Running;

/// <summary>How long each phase of an exchange may take (docs/pacing.md).</summary>
internal static class Timeouts
{
    private const double SlowestTokensPerSecond = 8;
    private const double TimesTheSlow = 4;
    private const long UsualCapTokens = 4096;
    private static readonly TimeSpan Connect = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(60);

    /// <summary>The limits for a target.</summary>
    /// <param name="target">The target.</param>
    /// <param name="speed">How fast it has answered; null where nothing is known.</param>
    /// <param name="stretch">How much longer than usual to wait; 1 for no longer.</param>
    public static PhaseLimits For(PlannedTarget target, TargetSpeed? speed = null, double stretch = 1)
    {
        var reasons = target.Model.Profile.Reasons;
        var cap = target.Target.Parameters.MaxOutputTokens ?? UsualCapTokens;
        var slowest = Math.Min(SlowestTokensPerSecond, speed?.SlowTokensPerSecond ?? SlowestTokensPerSecond);
        var writing = Bounded(TimeSpan.FromSeconds(Math.Min(cap / Math.Max(slowest, 0.1), 1e6)));
        var usual = (target.Settings.Stream, reasons) switch
        {
            (true, false) => TimeSpan.FromSeconds(60),
            (true, true) => TimeSpan.FromMinutes(5),
            // Without a stream the first byte comes when the answer is whole.
            (false, false) => TimeSpan.FromSeconds(60) + writing,
            (false, true) => TimeSpan.FromMinutes(15),
        };
        var firstByte = Bounded(Longer(usual, TimesTheSlow * (speed?.SlowFirstByte ?? TimeSpan.Zero)) * stretch);
        return new PhaseLimits(
            Connect,
            firstByte,
            Bounded((reasons ? TimeSpan.FromMinutes(5) : TimeSpan.FromSeconds(90)) * stretch),
            Bounded(firstByte + writing * stretch));
    }

    private static TimeSpan Bounded(TimeSpan time) => time < Longest ? time : Longest;

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
