namespace Hailstone.Providers;

/// <summary>A response's body as it is read: stamped before it is parsed, counted, and kept up to a bound.</summary>
internal sealed class WatchedStream(Stream inner, PhaseClock clock, long mostBytes) : Stream
{
    /// <summary>How much of a body is kept as evidence.</summary>
    public const int KeptBytes = 64 * 1024;

    /// <summary>What is kept beyond the bound, so that a key which crosses it is still seen whole.</summary>
    private const int Slack = 4 * 1024;

    private readonly MemoryStream _kept = new();
    private long _bytes;

    /// <summary>Whether the body had more bytes than it may; the rest reads as its end.</summary>
    public bool TooLarge { get; private set; }

    /// <summary>The body's first bytes.</summary>
    public ReadOnlyMemory<byte> Kept => _kept.GetBuffer().AsMemory(0, (int)_kept.Length);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (TooLarge)
            return 0;
        var count = await inner.ReadAsync(buffer, cancellationToken);
        if (count == 0)
            return 0;
        clock.BytesArrived();
        _bytes += count;
        TooLarge = _bytes > mostBytes;
        if (TooLarge)
            return 0;
        var keep = (int)Math.Min(count, KeptBytes + Slack - _kept.Length);
        _kept.Write(buffer.Span[..keep]);
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            _kept.Dispose();
        }
        base.Dispose(disposing);
    }
}
