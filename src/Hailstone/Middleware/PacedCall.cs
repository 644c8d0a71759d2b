using Hailstone.Catalogue;
using Hailstone.Pacing;
using Hailstone.Providers;

namespace Hailstone.Middleware;

/// <summary>One call of another program, through all of its tries.</summary>
/// <param name="pool">The quota that it uses.</param>
/// <param name="length">How long its question is.</param>
/// <param name="capTokens">Its output cap, or null.</param>
internal sealed class PacedCall(PacedPool pool, QuestionLength length, long? capTokens)
{
    private Permit? _permit;
    private TimeSpan? _retryAfter;
    private int _tries;

    /// <summary>Waits until it may be sent.</summary>
    /// <exception cref="PacingException">It is not to be sent.</exception>
    public async Task EnterAsync(CancellationToken cancellation) =>
        _permit = await pool.EnterAsync(length, capTokens, _retryAfter, cancellation).ConfigureAwait(false);

    /// <summary>Waits until it may be sent again.</summary>
    /// <returns>False where it is not to be: then the last failure stands.</returns>
    public async Task<bool> EnterAgainAsync(CancellationToken cancellation)
    {
        try
        {
            await EnterAsync(cancellation).ConfigureAwait(false);
            return true;
        }
        catch (PacingException)
        {
            return false;
        }
    }

    /// <summary>Status and headers arrived.</summary>
    public void HeadArrived(ResponseHead head) => pool.HeadArrived(_permit!, head);

    /// <summary>The answer came whole.</summary>
    /// <param name="usage">Tokens as the provider counted them, or null.</param>
    public void Succeeded(Usage? usage) => pool.Succeeded(_permit!, length, usage);

    /// <summary>The try failed.</summary>
    /// <returns>Whether the call is to be tried again.</returns>
    public bool Failed(Failure failure)
    {
        if (pool.Failed(_permit!, failure, _tries) is not { } again)
            return false;
        // What breaks its server goes last in a run; among a program's calls there is no last one.
        _retryAfter = again.After;
        if (again.CountsAsTry)
            _tries++;
        return true;
    }

    /// <summary>The try failed, and what is known of its head has not been told before.</summary>
    /// <returns>Whether the call is to be tried again.</returns>
    public bool FailedWithHead(Failure failure)
    {
        if (failure.Head is { } head)
            HeadArrived(head);
        return Failed(failure);
    }

    /// <summary>Nobody waits for the answer any more. After an end of any other kind it does nothing.</summary>
    public void Dropped() => pool.Dropped(_permit!);
}
