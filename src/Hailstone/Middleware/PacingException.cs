using System.Globalization;
using Hailstone.Providers;

namespace Hailstone.Middleware;

/// <summary>A call was never sent: why, and what to do, stand in the message. It cost nothing.</summary>
public sealed class PacingException : Exception
{
    /// <summary>Makes one without a message.</summary>
    public PacingException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">Why, and what to do.</param>
    public PacingException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and its cause.</summary>
    /// <param name="message">Why, and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public PacingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Why it was not sent.</summary>
    public PacingProblem Problem { get; private init; }

    /// <summary>How long it would have to wait; null where that is not the reason.</summary>
    public TimeSpan? Wait { get; private init; }

    /// <summary>As many calls wait as may.</summary>
    internal static PacingException QueueFull(PoolId pool, int waiting) =>
        new(Say(MiddlewareMessages.QueueFull, pool, waiting)) { Problem = PacingProblem.QueueFull };

    /// <summary>The quota is away for too long.</summary>
    internal static PacingException WaitTooLong(PoolId pool, TimeSpan wait) =>
        new(Say(MiddlewareMessages.WaitTooLong, pool, Math.Ceiling(wait.TotalSeconds)))
        {
            Problem = PacingProblem.WaitTooLong,
            Wait = wait,
        };

    private static string Say(string format, PoolId pool, double figure) => ErrorBody.Line(
        string.Format(CultureInfo.InvariantCulture, format, pool.Host, pool.Model, figure), null);
}
