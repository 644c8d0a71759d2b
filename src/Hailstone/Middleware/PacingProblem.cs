namespace Hailstone.Middleware;

/// <summary>Why a call was never sent.</summary>
public enum PacingProblem
{
    /// <summary>As many calls wait already as may (<see cref="PacerOptions.MostWaiting"/>).</summary>
    QueueFull,

    /// <summary>The quota is away for longer than a call may wait (<see cref="PacerOptions.LongestWait"/>).</summary>
    WaitTooLong,
}
