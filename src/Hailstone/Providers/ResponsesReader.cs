using System.Text.Json;
using Hailstone.Catalogue;

namespace Hailstone.Providers;

/// <summary>Gathers an answer in the Responses dialect, as OpenAI and those who follow it send it.</summary>
internal sealed class ResponsesReader : IAnswerReader
{
    private const string EventPrefix = "response.";

    private ResponsesWords _words = new();
    private string? _status;
    private string? _reason;
    private string? _model;
    private string? _serviceTier;
    private string? _effort;

    public bool IsComplete { get; private set; }

    public bool EndedInError => Stop == StopReason.Error;

    public string Text => _words.Text;

    public Usage? Usage { get; private set; }

    private StopReason Stop => ResponsesStop.Of(_status, _reason, _words.IsRefused);

    public JsonElement? ErrorIn(JsonElement root)
    {
        if (ErrorBody.IsIn(root))
            return root;
        return root.Object("response") is { } response && ErrorBody.IsIn(response) ? response : null;
    }

    public bool ReadWhole(JsonElement root)
    {
        if (!root.Has("output"))
            return false;
        Read(root);
        _words = ResponsesWords.Of(root);
        _status = NotEmpty(root.Text("status"));
        // A body is over; only its own word says that the answer in it is not.
        IsComplete = _status is not ("queued" or "in_progress");
        return true;
    }

    public Content ReadEvent(string type, JsonElement data)
    {
        if (IsComplete)
            return Content.None;
        var name = data.Text("type") ?? type;
        var response = data.Object("response");
        if (response is { } known)
            Read(known);
        if (name.StartsWith(EventPrefix, StringComparison.Ordinal)
            && name[EventPrefix.Length..] is var end && ResponsesStop.IsEnd(end))
        {
            End(end, response);
            return Content.None;
        }
        return Piece(name, data);
    }

    // The mark is not of this dialect, and some servers send it after the last event: it ends nothing by itself.
    public void ReadDone()
    {
    }

    public Response Response() => new()
    {
        Text = Text,
        Refusal = _words.Refusal,
        Stop = Stop,
        StopRaw = ResponsesStop.Raw(_status, _reason, _words.IsRefused),
        Usage = Usage,
        Model = _model,
        ServiceTier = _serviceTier,
        Effort = _effort,
    };

    /// <summary>All but the words. The last that is said holds: at first the tier is what was asked for.</summary>
    private void Read(JsonElement response)
    {
        _model = NotEmpty(response.Text("model")) ?? _model;
        _serviceTier = NotEmpty(response.Text("service_tier")) ?? _serviceTier;
        _effort = NotEmpty(response.Object("reasoning")?.Text("effort")) ?? _effort;
        _reason = NotEmpty(response.Object("incomplete_details")?.Text("reason")) ?? _reason;
        Usage = ResponsesUsage.In(response) ?? Usage;
    }

    private void End(string end, JsonElement? response)
    {
        // Relays may end every stream with "completed"; the response inside knows better.
        var said = response?.Text("status");
        _status = end == "completed" && ResponsesStop.IsEnd(said) ? said : end;
        IsComplete = true;
        // The whole answer replaces its pieces. Some servers leave it out of their last event.
        if (response is { } whole && ResponsesWords.Of(whole) is { IsEmpty: false } words)
            _words = words;
    }

    private Content Piece(string name, JsonElement data)
    {
        switch (name)
        {
            case "response.output_item.added":
                _words.Begin(data);
                return Content.None;
            case "response.output_text.delta":
                return _words.AddText(data);
            case "response.refusal.delta":
                return _words.AddRefusal(data);
            default:
                // Reasoning, its summary, a tool's arguments.
                return name.EndsWith(".delta", StringComparison.Ordinal) && NotEmpty(data.Text("delta")) is not null
                    ? Content.Other
                    : Content.None;
        }
    }

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
