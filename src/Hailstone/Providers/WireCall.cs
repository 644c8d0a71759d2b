using System.Net.ServerSentEvents;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Hailstone.Providers;

/// <summary>One exchange over HTTP in any dialect: sends, reads whole or as a stream, and says how it ended.</summary>
internal sealed class WireCall(
    ReadOnlyMemory<byte> requestBody, PhaseClock clock, IAnswerReader reader, string? key, CancellationToken user)
{
    /// <summary>The most bytes of an answer, stream or whole.</summary>
    public const int AnswerMegabytes = 32;

    private ResponseHead? _head;
    private bool _eventsTellTime = true;

    /// <summary>Runs the exchange to its end. Only the user's wish to stop and the caller's own errors throw.</summary>
    public async Task<Exchange> RunAsync(
        HttpMessageInvoker http, HttpRequestMessage request, bool streamed, Action<ResponseHead> onHead)
    {
        HttpResponseMessage response;
        try
        {
            response = await http.SendAsync(request, clock.Token);
        }
        catch (Exception failure) when (NetworkFailure.Is(failure))
        {
            return Ended(Broken(failure), default);
        }
        using (response)
        {
            clock.HeadArrived();
            _head = WireHead.Of(response, key);
            onHead(_head);
            return await ReadAsync(response, streamed);
        }
    }

    private async Task<Exchange> ReadAsync(HttpResponseMessage response, bool streamed)
    {
        // A token here would let a time limit escape as the user's wish; every read below has one.
        var inner = await response.Content.ReadAsStreamAsync(CancellationToken.None);
        var unpacked = WireHead.Decoded(response, inner);
        await using var body = new WatchedStream(unpacked, clock, AnswerMegabytes * 1024L * 1024);
        try
        {
            return Ended(await ReadBodyAsync(body, WireHead.IsStream(response, streamed)), body.Kept);
        }
        catch (Exception broken) when (NetworkFailure.Is(broken))
        {
            return Ended(AfterBreak(broken, body.Kept), body.Kept);
        }
    }

    private async Task<Failure?> ReadBodyAsync(WatchedStream body, bool isStream)
    {
        if (_head!.Status is < 200 or >= 300)
        {
            await DrainAsync(body, Stream.Null);
            return ErrorBody.Read(_head, body.Kept, key);
        }
        return isStream ? await ReadStreamAsync(body, body) : await ReadWholeAsync(body);
    }

    private async Task<Failure?> ReadWholeAsync(WatchedStream body)
    {
        using var whole = new MemoryStream();
        await DrainAsync(body, whole, long.MaxValue);
        if (body.TooLarge)
            return TooLarge();
        var bytes = whole.GetBuffer().AsMemory(0, (int)whole.Length);
        if (!LooksLikeEvents(bytes.Span))
            return Whole(bytes);
        // A stream under the name of JSON: it is here whole, so that none of its events tells of time.
        _eventsTellTime = false;
        whole.Position = 0;
        return await ReadStreamAsync(whole, body);
    }

    private Failure? Whole(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonReading.Parse(utf8);
        if (document is null)
            return ErrorBody.Read(_head!, utf8, key);
        // Read before an error is looked for: what failed may have cost tokens and said a part of its answer.
        var isAnswer = reader.ReadWhole(document.RootElement);
        if (reader.ErrorIn(document.RootElement) is { } error)
            return Error(error, FailurePhase.Body);
        if (!isAnswer)
            return Malformed(ProviderMessages.NoAnswer);
        if (reader.EndedInError)
            return EndedInError();
        return reader.IsComplete ? null : Incomplete();
    }

    private async Task<Failure?> ReadStreamAsync(Stream source, WatchedStream body)
    {
        var events = SseParser.Create(source, WireEvent.Parse).EnumerateAsync(clock.Token);
        var any = false;
        await foreach (var item in events)
        {
            any = true;
            clock.EventArrived();
            using var document = item.Data.Json;
            if (item.Data.IsDone)
            {
                reader.ReadDone();
                break;
            }
            if (Take(item, document?.RootElement) is { } failure)
                return failure;
        }
        if (body.TooLarge)
            return TooLarge();
        if (reader.EndedInError)
            return EndedInError();
        if (reader.IsComplete)
            return null;
        return !any && LooksWhole(body.Kept.Span) ? Whole(body.Kept) : Incomplete();
    }

    private Failure? Take(SseItem<WireEvent> item, JsonElement? root)
    {
        var isError = item.EventType == "error";
        if (root is not { } data)
        {
            // An event of a kind that nobody defined may hold anything; the dialect's own events hold JSON.
            var matters = !item.Data.IsBlank && (isError || item.EventType == SseParser.EventTypeDefault);
            return matters && !reader.IsComplete ? Malformed(ProviderMessages.NotJson) : null;
        }
        var content = reader.ReadEvent(item.EventType, data);
        if (reader.ErrorIn(data) is { } error)
            return Error(error, FailurePhase.Stream);
        if (isError)
            return Error(data, FailurePhase.Stream);
        if (content != Content.None && _eventsTellTime)
            clock.ContentArrived(content == Content.Answer);
        return null;
    }

    /// <summary>A connection that breaks after the answer's own end takes nothing from the answer.</summary>
    private Failure? AfterBreak(Exception broken, ReadOnlyMemory<byte> kept)
    {
        user.ThrowIfCancellationRequested();
        if (_head!.Status is < 200 or >= 300)
            return ErrorBody.Read(_head, kept, key);
        return reader.IsComplete && !reader.EndedInError ? null : Broken(broken);
    }

    private Failure Broken(Exception exception)
    {
        user.ThrowIfCancellationRequested();
        var failure = NetworkFailure.Of(exception, clock.Phase, key);
        return clock.Expired is { } limit
            ? failure with { Kind = FailureKind.Timeout, Message = limit }
            : failure;
    }

    private Failure Error(JsonElement error, FailurePhase phase)
    {
        var utf8 = JsonMarshal.GetRawUtf8Value(error).ToArray();
        return ErrorBody.Read(_head!, utf8, key, phase) with { Kind = FailureKind.Error };
    }

    private Failure EndedInError() => Simple(FailureKind.Error, ProviderMessages.EndedInError);

    private Failure Incomplete() => Simple(FailureKind.Incomplete, ProviderMessages.Unfinished);

    private Failure Malformed(string message) => Simple(FailureKind.Malformed, message);

    private Failure TooLarge() =>
        Malformed(ProviderWords.Say(ProviderMessages.TooLarge, AnswerMegabytes));

    private Failure Simple(FailureKind kind, string message) =>
        new() { Phase = clock.Phase, Kind = kind, Message = message };

    private Exchange Ended(Failure? failure, ReadOnlyMemory<byte> kept)
    {
        var stamps = clock.Close();
        var hash = RequestBody.Hash(requestBody);
        var sent = Encoding.UTF8.GetString(requestBody.Span);
        var came = _head is null ? null : Encoding.UTF8.GetString(kept.Span);
        if (failure is not null)
        {
            return new Exchange.Failed(Complete(failure))
            {
                Stamps = stamps,
                Head = _head,
                RequestHash = hash,
                RequestBody = sent,
                ResponseBody = came is null ? null : Bounded(Redaction.Of(came, key)),
            };
        }
        return new Exchange.Answered(Answer())
        {
            Stamps = stamps,
            Head = _head,
            RequestHash = hash,
            RequestBody = sent,
            ResponseBody = came is null ? null : Bounded(Redaction.OfKey(came, key)),
        };
    }

    private Response Answer()
    {
        var response = reader.Response();
        return response with
        {
            Text = Redaction.OfKey(response.Text, key),
            Refusal = response.Refusal is null ? null : Redaction.OfKey(response.Refusal, key),
        };
    }

    private Failure Complete(Failure failure)
    {
        var partial = reader.Text;
        return failure with
        {
            Status = _head?.Status,
            Head = _head,
            Partial = partial.Length == 0 ? null : Redaction.OfKey(partial, key),
            Usage = reader.Usage,
        };
    }

    private static string Bounded(string text) =>
        text.Length <= WatchedStream.KeptBytes ? text : text[..WatchedStream.KeptBytes];

    private static bool LooksWhole(ReadOnlySpan<byte> body)
    {
        var start = body.TrimStart(" \t\r\n\uFEFF"u8);
        return start.Length > 0 && start[0] is (byte)'{' or (byte)'[' or (byte)'<';
    }

    private static bool LooksLikeEvents(ReadOnlySpan<byte> body)
    {
        var start = body.TrimStart("\r\n\uFEFF"u8);
        return start.StartsWith("data:"u8) || start.StartsWith("event:"u8) || start.StartsWith(":"u8);
    }

    /// <summary>Reads to the end, or as far as an error's body is kept.</summary>
    private async Task DrainAsync(WatchedStream body, Stream into, long most = WatchedStream.KeptBytes)
    {
        var buffer = new byte[16 * 1024];
        for (var total = 0L; total < most;)
        {
            var count = await body.ReadAsync(buffer, clock.Token);
            if (count == 0)
                return;
            await into.WriteAsync(buffer.AsMemory(0, count), clock.Token);
            total += count;
        }
    }
}
