using System.Net;
using System.Net.Http.Headers;

namespace Hailstone.Providers;

/// <summary>A JSON body that tells when it begins and ends to be sent, and that can be sent only once.</summary>
/// <remarks>
/// The handler below sends a request again by itself when an HTTP/2 server turned it away. An attempt is one exchange:
/// the second sending is refused, and the pacing decides when to come back.
/// </remarks>
internal sealed class SentOnceContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> _body;
    private readonly Action _begins;
    private readonly Action _sent;
    private int _sends;

    public SentOnceContent(ReadOnlyMemory<byte> body, Action begins, Action sent)
    {
        _body = body;
        _begins = begins;
        _sent = sent;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _sends) > 1)
            throw new HttpProtocolException(NetworkFailure.RefusedStream, ProviderMessages.TurnedAway, null);
        _begins();
        await stream.WriteAsync(_body, cancellationToken);
        await stream.FlushAsync(cancellationToken);
        _sent();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
