using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Hailstone.Pacing;
using Hailstone.Providers;
using Microsoft.Extensions.AI;

namespace Hailstone.Middleware;

/// <summary>
/// Paces the calls of an <see cref="IChatClient"/>, as <see cref="PacingHandler"/> paces those of an
/// <see cref="HttpClient"/>. docs/library.md has an example.
/// </summary>
/// <remarks>
/// A client tells nothing of the wire: limits are learned from what <c>explain</c> finds in its exceptions, and from
/// <see cref="PacerOptions.Limits"/>. Where a client is made over an <see cref="HttpClient"/> of yours, pace that
/// instead. A stream is tried again as long as nothing of it has come.
/// </remarks>
public sealed class PacingChatClient : DelegatingChatClient
{
    private readonly Pacer _pacer;
    private readonly Func<Exception, ChatClientError?>? _explain;
    private readonly ChatClientMetadata? _metadata;

    /// <summary>Makes one.</summary>
    /// <param name="inner">The client, its own retries switched off; it is disposed of with this one.</param>
    /// <param name="pacer">What paces; it stays the caller's, and clients may share it.</param>
    /// <param name="explain">
    /// Knows the client's own exceptions: what the provider's response was, or null for those that hold none. The same
    /// as of <see cref="ChatClientProvider"/>.
    /// </param>
    public PacingChatClient(IChatClient inner, Pacer pacer, Func<Exception, ChatClientError?>? explain = null)
        : base(inner)
    {
        ArgumentNullException.ThrowIfNull(pacer);
        (_pacer, _explain) = (pacer, explain);
        _metadata = inner.GetService<ChatClientMetadata>();
    }

    /// <summary>
    /// Whose quota is used: a name, never the key. Clients of one provider with different keys need different names;
    /// default empty.
    /// </summary>
    public string Account { get; init; } = "";

    /// <inheritdoc/>
    /// <exception cref="PacingException">The call was never sent.</exception>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        IReadOnlyList<ChatMessage> asked = [.. messages];
        var call = Call(asked, options);
        await call.EnterAsync(cancellationToken).ConfigureAwait(false);
        while (true)
        {
            ChatResponse? response = null;
            ExceptionDispatchInfo? thrown = null;
            bool isAgain;
            try
            {
                response = await base.GetResponseAsync(asked, options, cancellationToken).ConfigureAwait(false);
                isAgain = IsAgain(call, response);
            }
            catch (Exception failed) when (!cancellationToken.IsCancellationRequested && FailureOf(failed) is not null)
            {
                thrown = ExceptionDispatchInfo.Capture(failed);
                isAgain = call.FailedWithHead(FailureOf(failed)!);
            }
            catch
            {
                call.Dropped();
                throw;
            }

            if (isAgain && await call.EnterAgainAsync(cancellationToken).ConfigureAwait(false))
                continue;
            thrown?.Throw();
            return response!;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="PacingException">The call was never sent.</exception>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        IReadOnlyList<ChatMessage> asked = [.. messages];
        var call = Call(asked, options);
        await call.EnterAsync(cancellationToken).ConfigureAwait(false);
        var updates = await BeginAsync(call, asked, options, cancellationToken).ConfigureAwait(false);
        await using (updates.ConfigureAwait(false))
        {
            if (!updates.HasCurrent)
                yield break;
            do
            {
                yield return updates.Current;
            }
            while (await updates.MoveAsync().ConfigureAwait(false));
        }
    }

    /// <summary>Tries until the first update is there, or the end.</summary>
    private async Task<PacedUpdates> BeginAsync(
        PacedCall call, IReadOnlyList<ChatMessage> messages, ChatOptions? options, CancellationToken cancellation)
    {
        while (true)
        {
            var updates = new PacedUpdates(
                call,
                () => InnerClient.GetStreamingResponseAsync(messages, options, cancellation),
                thrown => FailureOf(thrown),
                cancellation);
            try
            {
                await updates.MoveAsync().ConfigureAwait(false);
                return updates;
            }
            catch
            {
                await updates.DisposeAsync().ConfigureAwait(false);
                if (!updates.IsAgain || !await call.EnterAgainAsync(cancellation).ConfigureAwait(false))
                    throw;
            }
        }
    }

    private PacedCall Call(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        var pool = _pacer.PoolOf(new PoolId(
            _metadata?.ProviderUri?.Authority ?? _metadata?.ProviderName ?? "",
            Account,
            options?.ModelId ?? _metadata?.DefaultModelId ?? ""));
        var length = messages.Aggregate(
            QuestionLength.Of(options?.Instructions ?? "", null),
            (sum, message) => sum.Plus(QuestionLength.Of(message.Text, null)));
        return new PacedCall(pool, length, options?.MaxOutputTokens);
    }

    private static bool IsAgain(PacedCall call, ChatResponse response)
    {
        if (ChatClientAnswer.FaultOf(response, streamed: false, FailurePhase.Body) is { } fault)
            return call.Failed(fault);
        call.Succeeded(ChatClientAnswer.UsageOf(response));
        return false;
    }

    // A caller's mistake is no failure of the provider's: it comes back at once, and nothing is learned from it.
    private Failure? FailureOf(Exception thrown)
    {
        if (!ChatClientFailure.Is(thrown))
            return null;
        var isMistake = thrown is ArgumentException or InvalidOperationException or NotSupportedException;
        return isMistake && _explain?.Invoke(thrown) is null
            ? null
            : ChatClientFailure.Of(thrown, _explain, FailurePhase.FirstByte);
    }
}
