using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using Hailstone.Catalogue;
using Hailstone.Providers;

namespace Hailstone.Middleware;

/// <summary>Watches the events of an answer pass: what they say of tokens, of an error and of the end.</summary>
internal sealed class EventWatch(ResponseHead head, string? key)
{
    private const int MostLineBytes = 1 << 20;

    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly AnswerUsage _usage = new();
    private bool _isTooLong;

    /// <summary>Whether the last event of the answer has passed.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The error that an event told of, or null.</summary>
    public Failure? Failure { get; private set; }

    /// <summary>Tokens as counted so far, or null.</summary>
    public Usage? Usage => _usage.Counted;

    /// <summary>Bytes passed, cut anywhere.</summary>
    public void Passed(ReadOnlySpan<byte> bytes)
    {
        while (bytes.IndexOfAny((byte)'\n', (byte)'\r') is >= 0 and var end)
        {
            Keep(bytes[..end]);
            EndLine();
            bytes = bytes[(end + 1)..];
        }

        Keep(bytes);
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        _isTooLong |= _line.WrittenCount + bytes.Length > MostLineBytes;
        if (!_isTooLong)
            _line.Write(bytes);
    }

    private void EndLine()
    {
        var line = _line.WrittenMemory;
        if (!_isTooLong && line.Span.StartsWith("data:"u8))
            Read(line["data:".Length..]);
        _line.ResetWrittenCount();
        _isTooLong = false;
    }

    private void Read(ReadOnlyMemory<byte> data)
    {
        if (data.Span.Trim((byte)' ').SequenceEqual("[DONE]"u8))
        {
            IsComplete = true;
            return;
        }

        // Most events hold a few words and none of these: they are not parsed a second time.
        if (!Holds(data.Span, "\"usage\""u8) && !Holds(data.Span, "\"error\""u8) && !Holds(data.Span, "_stop\""u8))
            return;
        using var document = JsonReading.Parse(data);
        if (document is null)
            return;
        var root = document.RootElement;
        _usage.Add(root);
        IsComplete |= root.Text("type") is
            "message_stop" or "response.completed" or "response.incomplete" or "response.failed";
        // An error stands in the event itself, or in the response that the event is about.
        if (ErrorBody.IsIn(root))
            Failure ??= Error(root);
        else if (root.Object("response") is { } response && ErrorBody.IsIn(response))
            Failure ??= Error(response);
    }

    private Failure Error(JsonElement said) =>
        ErrorBody.Read(head, JsonMarshal.GetRawUtf8Value(said).ToArray(), key, FailurePhase.Stream) with
        {
            Kind = FailureKind.Error,
        };

    private static bool Holds(ReadOnlySpan<byte> data, ReadOnlySpan<byte> word) => data.IndexOf(word) >= 0;
}
