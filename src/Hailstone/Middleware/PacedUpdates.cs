using Hailstone.Providers;
using Microsoft.Extensions.AI;

namespace Hailstone.Middleware;

/// <summary>A stream of updates on its way to the caller, watched for its tokens and its end.</summary>
internal sealed class PacedUpdates(
    PacedCall call,
    Func<IAsyncEnumerable<ChatResponseUpdate>> ask,
    Func<Exception, Failure?> failureOf,
    CancellationToken cancellation) : IAsyncDisposable
{
    private readonly List<ChatResponseUpdate> _telling = [];
    private IAsyncEnumerator<ChatResponseUpdate>? _updates;

    /// <summary>The update that came last.</summary>
    public ChatResponseUpdate Current => _updates!.Current;

    /// <summary>Whether an update is there.</summary>
    public bool HasCurrent { get; private set; }

    /// <summary>Whether the stream failed in such a way that the call is to be tried again.</summary>
    public bool IsAgain { get; private set; }

    /// <summary>Waits for the next update.</summary>
    /// <returns>False at the end.</returns>
    public async ValueTask<bool> MoveAsync()
    {
        try
        {
            _updates ??= ask().GetAsyncEnumerator(cancellation);
            HasCurrent = await _updates.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception thrown) when (!cancellation.IsCancellationRequested && failureOf(thrown) is { } failure)
        {
            IsAgain = call.FailedWithHead(failure);
            throw;
        }

        if (!HasCurrent)
            End();
        else if (Current.Contents.Any(content => content is UsageContent or ErrorContent))
            _telling.Add(Current);
        return HasCurrent;
    }

    /// <summary>Ends the stream, wherever it is.</summary>
    public async ValueTask DisposeAsync()
    {
        call.Dropped();
        if (_updates is not null)
            await _updates.DisposeAsync().ConfigureAwait(false);
    }

    private void End()
    {
        var told = _telling.ToChatResponse();
        if (ChatClientAnswer.FaultOf(told, streamed: false, FailurePhase.Stream) is { } fault)
            call.Failed(fault);
        else
            call.Succeeded(ChatClientAnswer.UsageOf(told));
    }
}
