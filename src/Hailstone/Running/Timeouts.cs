using Hailstone.Planning;
using Hailstone.Providers;

namespace Hailstone.Running;

/// <summary>How long each phase of an exchange may take (docs/pacing.md).</summary>
internal static class Timeouts
{
    private const double SlowestTokensPerSecond = 8;
    private const long UsualCapTokens = 4096;
    private static readonly TimeSpan Connect = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(60);

    /// <summary>The limits for a target.</summary>
    public static PhaseLimits For(PlannedTarget target)
    {
        var reasons = target.Model.Profile.Reasons;
        var cap = target.Target.Parameters.MaxOutputTokens ?? UsualCapTokens;
        var writing = TimeSpan.FromSeconds(cap / SlowestTokensPerSecond);
        var firstByte = (target.Settings.Stream, reasons) switch
        {
            (true, false) => TimeSpan.FromSeconds(60),
            (true, true) => TimeSpan.FromMinutes(5),
            // Without a stream the first byte comes when the answer is whole.
            (false, false) => Shorter(TimeSpan.FromSeconds(60) + writing, Longest),
            (false, true) => TimeSpan.FromMinutes(15),
        };
        return new PhaseLimits(
            Connect,
            firstByte,
            reasons ? TimeSpan.FromMinutes(5) : TimeSpan.FromSeconds(90),
            Shorter(firstByte + writing, Longest));
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
