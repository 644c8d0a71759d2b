using System.Runtime.ExceptionServices;
using Hailstone.Providers;

namespace Hailstone.Middleware;

/// <summary>
/// Paces the questions that an <see cref="HttpClient"/> puts to models: waits for the quota, sends, learns from what
/// comes, and tries again what may be tried again. docs/library.md has an example.
/// </summary>
/// <remarks>
/// <para>
/// The caller gets the last response as it came, or the last exception as it was thrown: where the answer is there,
/// where the failure is for good, where six tries are used up, or where the provider asks for a longer wait than
/// <see cref="PacerOptions.LongestWait"/>. A call that was never sent ends with a <see cref="PacingException"/>. The
/// caller's cancellation ends every wait.
/// </para>
/// <para>
/// What is no POST of a JSON object up to 64 MB is passed on unpaced. A stream of events goes to the caller as it
/// comes: where it breaks, that is learned, and not tried again.
/// </para>
/// <para>
/// <see cref="HttpClient.Timeout"/> counts all waits and tries together; a client's own retries come on top. Switch
/// both off.
/// </para>
/// </remarks>
public sealed class PacingHandler : DelegatingHandler
{
    private const int MostErrorBytes = 64 * 1024;
    private const int MostAnswerBytes = 8 << 20;

    private readonly Pacer _pacer;

    /// <summary>Makes one whose inner handler is set later, as a factory of clients does.</summary>
    /// <param name="pacer">What paces; it stays the caller's, and handlers may share it.</param>
    public PacingHandler(Pacer pacer)
    {
        ArgumentNullException.ThrowIfNull(pacer);
        _pacer = pacer;
    }

    /// <summary>Makes one.</summary>
    /// <param name="pacer">What paces; it stays the caller's, and handlers may share it.</param>
    /// <param name="inner">What sends; it is disposed of with this handler.</param>
    public PacingHandler(Pacer pacer, HttpMessageHandler inner)
        : base(inner)
    {
        ArgumentNullException.ThrowIfNull(pacer);
        _pacer = pacer;
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await PacedRequest.OfAsync(request, cancellationToken).ConfigureAwait(false) is not { } paced)
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var call = new PacedCall(_pacer.PoolOf(paced.Pool), paced.Length, paced.CapTokens);
        await call.EnterAsync(cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var (response, thrown, isAgain) =
                await TryAsync(call, paced, request, cancellationToken).ConfigureAwait(false);
            try
            {
                if (!isAgain || !await call.EnterAgainAsync(cancellationToken).ConfigureAwait(false))
                {
                    thrown?.Throw();
                    return response!;
                }
            }
            catch
            {
                response?.Dispose();
                throw;
            }

            response?.Dispose();
        }
    }

    /// <inheritdoc/>
    /// <remarks>It holds the thread for as long as the call waits: <see cref="SendAsync"/> does not.</remarks>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        // Without this a client that sends in this way would go past the pacing, and nobody would see it.
        SendAsync(request, cancellationToken).GetAwaiter().GetResult();

    private async Task<Try> TryAsync(
        PacedCall call, PacedRequest paced, HttpRequestMessage request, CancellationToken cancellation)
    {
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, cancellation).ConfigureAwait(false);
            var head = WireHead.Of(response, paced.Key);
            call.HeadArrived(head);
            return await EndAsync(call, paced, response, head, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (NetworkFailure.Is(failure) && !cancellation.IsCancellationRequested)
        {
            response?.Dispose();
            return new Try(
                null,
                ExceptionDispatchInfo.Capture(failure),
                call.Failed(NetworkFailure.Of(failure, FailurePhase.FirstByte, paced.Key)));
        }
        catch
        {
            response?.Dispose();
            call.Dropped();
            throw;
        }
    }

    private static async Task<Try> EndAsync(
        PacedCall call,
        PacedRequest paced,
        HttpResponseMessage response,
        ResponseHead head,
        CancellationToken cancellation)
    {
        if (head.Status is < 200 or >= 300)
        {
            var error = await ReadBody.OfAsync(response, MostErrorBytes, cancellation).ConfigureAwait(false);
            return new Try(response, null, call.Failed(ErrorBody.Read(head, Plain(response, error), paced.Key)));
        }

        if (WireHead.IsStream(response, paced.Streams))
        {
            var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
            ReadBody.Replace(response, new PassingStream(stream, call, new EventWatch(head, paced.Key), paced.Key));
            return new Try(response, null, false);
        }

        var body = await ReadBody.OfAsync(response, MostAnswerBytes, cancellation).ConfigureAwait(false);
        return new Try(response, null, IsAgain(call, WholeAnswer.Of(response, head, body, paced.Key)));
    }

    private static bool IsAgain(PacedCall call, WholeAnswer answer)
    {
        if (answer.Failure is { } failure)
            return call.Failed(failure);
        call.Succeeded(answer.Usage);
        return false;
    }

    // What is packed says nothing by its words; its status does.
    private static ReadOnlyMemory<byte> Plain(HttpResponseMessage response, ReadBody body) =>
        response.Content.Headers.ContentEncoding.Count == 0 ? body.Bytes : default;

    /// <summary>How a try ended.</summary>
    private readonly record struct Try(HttpResponseMessage? Response, ExceptionDispatchInfo? Thrown, bool IsAgain);
}
