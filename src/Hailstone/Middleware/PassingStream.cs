using Hailstone.Providers;

namespace Hailstone.Middleware;

/// <summary>A stream of events on its way to the caller: watched, and neither changed nor held back.</summary>
internal sealed class PassingStream(Stream inner, PacedCall call, EventWatch watch, string? key) : BodyStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var count = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            Passed(buffer.Span[..count], isEnd: count == 0 && buffer.Length > 0);
            return count;
        }
        catch (Exception broken) when (IsBreak(broken))
        {
            call.Failed(NetworkFailure.Of(broken, FailurePhase.Stream, key));
            throw;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        try
        {
            var count = inner.Read(buffer);
            Passed(buffer[..count], isEnd: count == 0 && buffer.Length > 0);
            return count;
        }
        catch (Exception broken) when (IsBreak(broken))
        {
            call.Failed(NetworkFailure.Of(broken, FailurePhase.Stream, key));
            throw;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            // Many readers stop at the last event and never see the end of the stream behind it.
            if (watch.IsComplete)
                End();
            else
                call.Dropped();
        }

        base.Dispose(disposing);
    }

    // A read that its caller gave up says nothing of the provider.
    private static bool IsBreak(Exception exception) =>
        NetworkFailure.Is(exception) && exception is not OperationCanceledException;

    private void Passed(ReadOnlySpan<byte> bytes, bool isEnd)
    {
        watch.Passed(bytes);
        if (isEnd)
            End();
    }

    private void End()
    {
        if (watch.Failure is { } failure)
            call.Failed(failure);
        else
            call.Succeeded(watch.Usage);
    }
}
