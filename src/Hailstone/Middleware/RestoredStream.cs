using System.Runtime.ExceptionServices;

namespace Hailstone.Middleware;

/// <summary>A body whose first bytes were read before, as its caller would have read it.</summary>
internal sealed class RestoredStream(ReadOnlyMemory<byte> first, Stream rest, ExceptionDispatchInfo? broken)
    : BodyStream
{
    private ReadOnlyMemory<byte> _left = first;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_left.IsEmpty)
            return ValueTask.FromResult(Take(buffer.Span));
        broken?.Throw();
        return rest.ReadAsync(buffer, cancellationToken);
    }

    public override int Read(Span<byte> buffer)
    {
        if (!_left.IsEmpty)
            return Take(buffer);
        broken?.Throw();
        return rest.Read(buffer);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            rest.Dispose();
        base.Dispose(disposing);
    }

    private int Take(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _left.Length);
        _left.Span[..count].CopyTo(buffer);
        _left = _left[count..];
        return count;
    }
}
