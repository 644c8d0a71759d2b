using System.Text;
using Microsoft.Extensions.AI;

namespace Hailstone.Providers;

/// <summary>One exchange through a client of Microsoft.Extensions.AI.</summary>
internal sealed class ChatClientCall(
    IChatClient client,
    Ask ask,
    ReadOnlyMemory<byte> body,
    PhaseClock clock,
    Func<Exception, ChatClientError?>? explain,
    CancellationToken user)
{
    private readonly List<ChatResponseUpdate> _updates = [];
    private readonly Lock _lock = new();

    /// <summary>Runs the exchange to its end. Only the user's wish to stop and the caller's own errors throw.</summary>
    public async Task<Exchange> RunAsync(Action<ResponseHead> onHead)
    {
        var limit = clock.Token;
        clock.SendBegins();
        clock.SendEnds();
        var answering = AnswerAsync(limit);
        try
        {
            var response = await answering.WaitAsync(limit);
            return ChatClientAnswer.FaultOf(response, ask.Settings.Stream, clock.Phase) is { } fault
                ? Failed(fault, response)
                : Answered(response);
        }
        catch (Exception thrown) when (ChatClientFailure.Is(thrown))
        {
            // A client that was left behind may end later, and badly: nobody waits for it any more.
            _ = answering.ContinueWith(
                static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted,
                TaskScheduler.Default);
            user.ThrowIfCancellationRequested();
            var failure = Failed(thrown);
            if (failure.Head is { } head)
                onHead(head);
            return Failed(failure, SoFar());
        }
    }

    private async Task<ChatResponse> AnswerAsync(CancellationToken limit)
    {
        var (messages, options) = (ChatClientRequest.Messages(ask), ChatClientRequest.Options(ask));
        if (!ask.Settings.Stream)
            return await client.GetResponseAsync(messages, options, limit);
        await foreach (var update in client.GetStreamingResponseAsync(messages, options, limit))
            Take(update);
        return SoFar();
    }

    private void Take(ChatResponseUpdate update)
    {
        clock.BytesArrived();
        clock.EventArrived();
        lock (_lock)
            _updates.Add(update);
        if (ChatClientAnswer.ContentOf(update) is not Content.None and var content)
            clock.ContentArrived(content == Content.Answer);
    }

    private ChatResponse SoFar()
    {
        lock (_lock)
            return _updates.ToChatResponse();
    }

    private Failure Failed(Exception thrown) => clock.Expired is { } passed
        ? new Failure { Phase = clock.Phase, Kind = FailureKind.Timeout, Message = passed }
        : ChatClientFailure.Of(thrown, explain, clock.Phase);

    private Exchange.Answered Answered(ChatResponse response) => new(ChatClientAnswer.Of(response))
    {
        Stamps = clock.Close(),
        RequestHash = RequestBody.Hash(body),
        RequestBody = Encoding.UTF8.GetString(body.Span),
    };

    private Exchange.Failed Failed(Failure failure, ChatResponse soFar) => new(failure with
    {
        Partial = soFar.Text.Length == 0 ? null : soFar.Text,
        Usage = ChatClientAnswer.UsageOf(soFar),
    })
    {
        Stamps = clock.Close(),
        Head = failure.Head,
        RequestHash = RequestBody.Hash(body),
        RequestBody = Encoding.UTF8.GetString(body.Span),
        ResponseBody = failure.Body,
    };
}
