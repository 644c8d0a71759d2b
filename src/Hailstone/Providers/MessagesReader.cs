using System.Text.Json;
using Hailstone.Catalogue;

namespace Hailstone.Providers;

/// <summary>Gathers an answer in the Messages dialect, as Anthropic and those who follow it send it.</summary>
/// <param name="turnSoFar">What the model had said of the turn before, or null.</param>
internal sealed class MessagesReader(JsonElement? turnSoFar) : IAnswerReader
{
    private readonly MessagesTurn _turn = new(turnSoFar);
    private readonly MessagesUsage _usage = new();
    private string? _stopRaw;
    private string? _refusal;
    private string? _model;
    private string? _serviceTier;

    public bool IsComplete { get; private set; }

    // The dialect has no stop reason for it: an error comes as an event of its own.
    public bool EndedInError => false;

    public string Text => _turn.Text;

    public Usage? Usage => _usage.Normal();

    public JsonElement? ErrorIn(JsonElement root) => ErrorBody.IsIn(root) ? root : null;

    public bool ReadWhole(JsonElement root)
    {
        if (!root.Has("content"))
            return false;
        Read(root);
        ReadEnd(root);
        _turn.AddWhole(root);
        IsComplete = true;
        return true;
    }

    public Content ReadEvent(string type, JsonElement data)
    {
        if (IsComplete)
            return Content.None;
        switch (data.Text("type") ?? type)
        {
            case "message_start" when data.Object("message") is { } message:
                Read(message);
                return Content.None;
            case "content_block_start":
                return _turn.Begin(data);
            case "content_block_delta":
                return _turn.Add(data);
            case "message_delta":
                Read(data);
                if (data.Object("delta") is { } end)
                    ReadEnd(end);
                return Content.None;
            case "message_stop":
                IsComplete = true;
                return Content.None;
            default:
                return Content.None;
        }
    }

    // The mark is not of this dialect, and some servers send it after the last event: it ends nothing by itself.
    public void ReadDone()
    {
    }

    public Response Response()
    {
        var stop = MessagesStop.Of(_stopRaw);
        return new()
        {
            Text = _turn.TextFromItsBeginning,
            Refusal = stop == StopReason.Refusal ? _refusal : null,
            Stop = stop,
            StopRaw = _stopRaw,
            Usage = Usage,
            Model = _model,
            ServiceTier = _serviceTier,
            TurnSoFar = stop == StopReason.Paused ? _turn.FromItsBeginning() : null,
        };
    }

    private void Read(JsonElement message)
    {
        _model = NotEmpty(message.Text("model")) ?? _model;
        _serviceTier = NotEmpty(message.Object("usage")?.Text("service_tier")) ?? _serviceTier;
        _usage.Add(message);
    }

    private void ReadEnd(JsonElement end)
    {
        _stopRaw = NotEmpty(end.Text("stop_reason")) ?? _stopRaw;
        if (end.Object("stop_details") is not { } details)
            return;
        var (category, explanation) = (NotEmpty(details.Text("category")), NotEmpty(details.Text("explanation")));
        _refusal = category is null || explanation is null ? category ?? explanation : $"{category}: {explanation}";
    }

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
