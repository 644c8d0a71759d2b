using Hailstone.Pacing;

namespace Hailstone.Middleware;

/// <summary>A call that waits to be sent.</summary>
/// <param name="Length">How long its question is.</param>
/// <param name="CapTokens">Its output cap, or null.</param>
/// <param name="IsRetry">Whether it has been sent before.</param>
/// <param name="Due">When it may be sent at the earliest.</param>
/// <param name="Number">Its number in the line: of two that are due together, the earlier goes first.</param>
internal sealed record Waiter(QuestionLength Length, long? CapTokens, bool IsRetry, TimeSpan Due, long Number)
{
    // Whoever waits goes on by itself: nothing of it runs under the pool's lock.
    private readonly TaskCompletionSource<Permit> _admitted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the call may be sent, or is not to be.</summary>
    public Task<Permit> Admitted => _admitted.Task;

    /// <summary>It may be sent.</summary>
    public void Admit(Permit permit) => _admitted.TrySetResult(permit);

    /// <summary>It is not to be sent.</summary>
    public void GiveUp(Exception because) => _admitted.TrySetException(because);

    /// <summary>Its caller does not want it any more.</summary>
    public void Cancel(CancellationToken cancellation) => _admitted.TrySetCanceled(cancellation);
}
