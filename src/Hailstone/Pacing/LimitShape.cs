namespace Hailstone.Pacing;

/// <summary>
/// Finds the window of a limit and the bucket's true size from readings of what remains and when it is full again.
/// </summary>
/// <remarks>
/// Between two readings what remains and the time to a full bucket change together, at the rate of the refill and
/// whatever the size. One reading alone cannot tell a short window from a small bucket: "limit 600, 8 left, full in
/// 200 ms" is 600 a minute with room for ten, not 600 in a fifth of a second.
/// </remarks>
internal sealed class LimitShape
{
    private const double Tolerance = 1.8;
    private const int TellingDifference = 5;
    private static readonly double[] Windows = [1, 10, 60, 3600, 86_400];

    private double _limit;
    private (double Remaining, double ResetSeconds)? _before;

    /// <summary>The window in seconds that readings have agreed on; null while they have not.</summary>
    public double? WindowSeconds { get; private set; }

    /// <summary>The most that the bucket was seen to hold; null before the first reading.</summary>
    public double? Capacity { get; private set; }

    /// <summary>Takes a reading in.</summary>
    /// <param name="limit">The limit it names.</param>
    /// <param name="remaining">What is left.</param>
    /// <param name="grain">To what <paramref name="remaining"/> is rounded.</param>
    /// <param name="reset">When the bucket is full again.</param>
    /// <param name="usualSeconds">The window to go by while none is found.</param>
    public void See(double limit, double remaining, double grain, TimeSpan reset, double usualSeconds)
    {
        if (limit != _limit)
            (_limit, _before, WindowSeconds, Capacity) = (limit, null, null, null);
        var seconds = reset.TotalSeconds;
        _before ??= (remaining, seconds);
        // What remains is rounded: only a difference of several tells.
        var less = _before.Value.Remaining - remaining;
        if (Math.Abs(less) >= TellingDifference * grain)
        {
            var longer = seconds - _before.Value.ResetSeconds;
            if (Math.Abs(longer) >= Precision(reset) && less * longer > 0)
                Believe(longer / less * limit);
            _before = (remaining, seconds);
        }

        var perSecond = limit / (WindowSeconds ?? usualSeconds);
        var holds = remaining + perSecond * Math.Max(0, seconds - (IsWhole(reset) ? 1 : 0));
        Capacity = Math.Max(Capacity ?? 0, holds);
    }

    private static bool IsWhole(TimeSpan reset) => reset.Ticks % TimeSpan.TicksPerSecond == 0;

    // Differences must be well above what a reset is rounded to.
    private static double Precision(TimeSpan reset) => IsWhole(reset) ? 4 : 0.01;

    private void Believe(double seconds)
    {
        var nearest = Windows.MinBy(window => Math.Abs(Math.Log(window / seconds)));
        if (nearest != WindowSeconds && nearest / seconds is < Tolerance and > 1 / Tolerance)
            (WindowSeconds, Capacity) = (nearest, null);
    }
}
