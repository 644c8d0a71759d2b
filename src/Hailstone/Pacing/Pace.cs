namespace Hailstone.Pacing;

/// <summary>Holds requests apart, so that no more leave than a rate allows.</summary>
/// <remarks>The generic cell rate algorithm (ITU-T I.371), with room for what a timer cannot tell apart.</remarks>
internal sealed class Pace
{
    private static readonly TimeSpan Room = TimeSpan.FromMilliseconds(20);

    private TimeSpan _next = TimeSpan.MinValue;

    /// <summary>How long until the next request may leave.</summary>
    public TimeSpan WaitAt(TimeSpan now) => _next > now ? _next - now : TimeSpan.Zero;

    /// <summary>A request left.</summary>
    /// <param name="perSecond">The rate that holds; infinite for none.</param>
    /// <param name="now">The time.</param>
    public void Sent(double perSecond, TimeSpan now)
    {
        var from = _next < now - Room ? now - Room : _next;
        _next = from + TimeSpan.FromSeconds(Math.Min(1 / perSecond, Durations.Longest.TotalSeconds));
    }

    /// <summary>The next request may leave at a time, however soon after the last.</summary>
    public void LetAt(TimeSpan time) => _next = time;

    /// <summary>Nothing leaves before a time.</summary>
    public void HoldUntil(TimeSpan time) => _next = time > _next ? time : _next;
}
