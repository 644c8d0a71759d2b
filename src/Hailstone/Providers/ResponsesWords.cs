using System.Text;
using System.Text.Json;

namespace Hailstone.Providers;

/// <summary>
/// What a model says in the messages of an answer in the Responses dialect: text, and words of refusal. A message that
/// calls itself commentary is said on the way to the answer, and is no part of it.
/// </summary>
internal sealed class ResponsesWords
{
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _refusal = new();
    private readonly HashSet<long> _commentary = [];

    public string Text => _text.ToString();

    public string? Refusal => _refusal.Length == 0 ? null : _refusal.ToString();

    /// <summary>Whether there is a part that refuses, even one without words.</summary>
    public bool IsRefused { get; private set; }

    public bool IsEmpty => _text.Length == 0 && !IsRefused;

    /// <summary>The words of a whole response.</summary>
    public static ResponsesWords Of(JsonElement response)
    {
        var words = new ResponsesWords();
        foreach (var item in Elements(response, "output"))
        {
            if (item.Text("type") != "message" || IsCommentary(item))
                continue;
            foreach (var part in Elements(item, "content"))
                words.Add(part);
        }
        return words;
    }

    /// <summary>An item of the output begins: what comes of it later bears its place in the output.</summary>
    public void Begin(JsonElement begun)
    {
        if (begun.Object("item") is { } item && IsCommentary(item) && begun.Count("output_index") is { } place)
            _commentary.Add(place);
    }

    /// <summary>A piece of text.</summary>
    public Content AddText(JsonElement piece) => Add(piece, _text);

    /// <summary>A piece of a refusal.</summary>
    public Content AddRefusal(JsonElement piece)
    {
        IsRefused = true;
        return Add(piece, _refusal);
    }

    private static bool IsCommentary(JsonElement item) => item.Text("phase") == "commentary";

    private static JsonElement.ArrayEnumerator Elements(JsonElement holder, string name) =>
        holder.Member(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : default;

    private void Add(JsonElement part)
    {
        switch (part.Text("type"))
        {
            case "output_text":
                _text.Append(part.Text("text"));
                break;
            case "refusal":
                IsRefused = true;
                _refusal.Append(part.Text("refusal"));
                break;
        }
    }

    private Content Add(JsonElement piece, StringBuilder builder)
    {
        var delta = piece.Text("delta");
        if (string.IsNullOrEmpty(delta))
            return Content.None;
        if (piece.Count("output_index") is { } place && _commentary.Contains(place))
            return Content.Other;
        builder.Append(delta);
        return Content.Answer;
    }
}
