using System.Text;
using System.Text.Json;
using Hailstone.Catalogue;

namespace Hailstone.Providers;

/// <summary>Gathers an answer in the Chat Completions dialect, as OpenAI and those who follow it send it.</summary>
internal sealed class ChatReader : IAnswerReader
{
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _refusal = new();
    private string? _stopRaw;
    private string? _model;
    private string? _serviceTier;
    private bool _done;

    // A finish reason without [DONE] is an end: compatible servers leave the mark out, and the answer is whole.
    public bool IsComplete => _done || _stopRaw is not null;

    public bool EndedInError => Stop == StopReason.Error;

    public string Text => _text.ToString();

    public Usage? Usage { get; private set; }

    private StopReason Stop => ChatStop.Of(_stopRaw);

    public JsonElement? ErrorIn(JsonElement root)
    {
        if (ErrorBody.IsIn(root))
            return root;
        return Choice(root) is { } choice && choice.Object("error") is not null ? choice : null;
    }

    public bool ReadWhole(JsonElement root)
    {
        if (!root.Has("choices"))
            return false;
        Read(root, "message");
        _done = true;
        return true;
    }

    public Content ReadEvent(string type, JsonElement data) => Read(data, "delta");

    public void ReadDone() => _done = true;

    public Response Response() => new()
    {
        Text = Text,
        Refusal = _refusal.Length == 0 ? null : _refusal.ToString(),
        Stop = Stop,
        StopRaw = _stopRaw,
        Usage = Usage,
        Model = _model,
        ServiceTier = _serviceTier,
    };

    private Content Read(JsonElement root, string messageName)
    {
        _model ??= NotEmpty(root.Text("model"));
        _serviceTier = NotEmpty(root.Text("service_tier")) ?? _serviceTier;
        Usage = ChatUsage.In(root) ?? Usage;
        if (Choice(root) is not { } choice)
            return Content.None;
        Usage = ChatUsage.In(choice) ?? Usage;
        _stopRaw = NotEmpty(choice.Text("finish_reason")) ?? _stopRaw;
        var message = choice.Object(messageName);
        return message is { } found ? Message(found) : Append(_text, choice.Text("text"));
    }

    private Content Message(JsonElement message)
    {
        var answer = Append(_text, message.Member("content") is { } content ? Words(content) : null);
        var refusal = Append(_refusal, message.Text("refusal"));
        if (answer == Content.Answer || refusal == Content.Answer)
            return Content.Answer;
        var onTheWay = NotEmpty(message.Text("reasoning_content")) ?? NotEmpty(message.Text("reasoning"));
        return onTheWay is not null || message.First("tool_calls") is { ValueKind: JsonValueKind.Object }
            ? Content.Other
            : Content.None;
    }

    /// <summary>Content is text, or parts of which some are text (and some, at Mistral, are thoughts).</summary>
    private static string? Words(JsonElement content) => content.ValueKind == JsonValueKind.Array
        ? string.Concat(content.EnumerateArray().Select(part => part.Text("text") ?? part.AsText()))
        : content.AsText();

    /// <summary>The first choice: only one is ever asked for.</summary>
    private static JsonElement? Choice(JsonElement root) =>
        root.First("choices") is { ValueKind: JsonValueKind.Object } choice ? choice : null;

    private static Content Append(StringBuilder builder, string? text)
    {
        builder.Append(text);
        return string.IsNullOrEmpty(text) ? Content.None : Content.Answer;
    }

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
