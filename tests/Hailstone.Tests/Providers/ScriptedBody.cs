using System.Text;
using System.Threading.Channels;

namespace Hailstone.Tests.Providers;

/// <summary>A response's body that comes piece by piece, and ends or breaks, when the test says so.</summary>
internal sealed class ScriptedBody : Stream
{
    private readonly Channel<byte[]> _pieces = Channel.CreateUnbounded<byte[]>();
    private readonly Lock _lock = new();
    private TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ReadOnlyMemory<byte> _rest;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static ScriptedBody Of(IEnumerable<byte[]> pieces, Exception? breaks = null)
    {
        var body = new ScriptedBody();
        foreach (var piece in pieces)
            body._pieces.Writer.TryWrite(piece);
        body._pieces.Writer.TryComplete(breaks);
        return body;
    }

    public void Send(string text)
    {
        lock (_lock)
        {
            _settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _pieces.Writer.TryWrite(Encoding.UTF8.GetBytes(text));
        }
    }

    /// <summary>Ends when the reader wants more than there is.</summary>
    public Task SettledAsync()
    {
        lock (_lock)
            return _settled.Task;
    }

    /// <summary>Sends a piece, and goes on when the reader has taken it in and wants more, or is done.</summary>
    public async Task SendAndSettleAsync(string text, Task reader)
    {
        Send(text);
        await Task.WhenAny(SettledAsync(), reader);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_rest.IsEmpty)
        {
            lock (_lock)
            {
                if (!_pieces.Reader.TryPeek(out _))
                    _settled.TrySetResult();
            }
            if (!await _pieces.Reader.WaitToReadAsync(cancellationToken) || !_pieces.Reader.TryRead(out var piece))
                return 0;
            _rest = piece;
        }
        var count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
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
}
