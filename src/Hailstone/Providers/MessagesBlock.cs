using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Hailstone.Providers;

/// <summary>A block of a turn in the Messages dialect: as it began, and what was added piece by piece.</summary>
internal sealed class MessagesBlock
{
    /// <summary>Members that grow by pieces: the kind of a piece, its member, the block's.</summary>
    private static readonly Dictionary<string, (string From, string To)> Growing = new(StringComparer.Ordinal)
    {
        ["text_delta"] = ("text", "text"),
        ["thinking_delta"] = ("thinking", "thinking"),
        ["signature_delta"] = ("signature", "signature"),
        ["input_json_delta"] = ("partial_json", "input"),
    };

    private readonly JsonElement? _start;
    private readonly Dictionary<string, StringBuilder> _grown = new(StringComparer.Ordinal);
    private readonly List<JsonElement> _citations = [];
    private bool _isUnderstood = true;

    /// <summary>Begins a block.</summary>
    /// <param name="start">The block as it was announced, or whole; null where it was not announced.</param>
    public MessagesBlock(JsonElement? start) => _start = start?.Clone();

    /// <summary>What it adds to the answer.</summary>
    public string Text => (_start is { } start ? TextOf(start) : "") + _grown.GetValueOrDefault("text");

    /// <summary>The text of a block that is text.</summary>
    public static string? TextOf(JsonElement block) => block.Text("type") == "text" ? block.Text("text") : null;

    /// <summary>Takes a piece.</summary>
    public Content Add(JsonElement delta)
    {
        var kind = delta.Text("type") ?? "";
        if (Growing.TryGetValue(kind, out var member))
            return Grow(kind, delta.Text(member.From), member.To);
        if (kind == "citations_delta" && delta.Object("citation") is { } citation)
            _citations.Add(citation.Clone());
        else
            _isUnderstood = false;
        return Content.Other;
    }

    /// <summary>Writes it as the provider wants it back.</summary>
    /// <returns>False where what came of it is not enough to do so.</returns>
    public bool TryWrite(Utf8JsonWriter json)
    {
        if (_start is not { ValueKind: JsonValueKind.Object } start || !_isUnderstood)
            return false;
        // The API sends blocks of text without any, and takes none back.
        if (start.Text("type") == "text" && Text.Length == 0)
            return true;
        if (_grown.Count == 0 && _citations.Count == 0)
        {
            json.WriteRawValue(JsonMarshal.GetRawUtf8Value(start), skipInputValidation: true);
            return true;
        }
        try
        {
            json.WriteStartObject();
            var isWhole = TryWriteMembers(json, start);
            json.WriteEndObject();
            return isWhole;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair in a name or a text.
            return false;
        }
    }

    private Content Grow(string kind, string? piece, string member)
    {
        if (string.IsNullOrEmpty(piece))
            return Content.None;
        if (!_grown.TryGetValue(member, out var grown))
            _grown[member] = grown = new StringBuilder();
        grown.Append(piece);
        return kind switch
        {
            "text_delta" => Content.Answer,
            // It seals the thoughts and tells nothing.
            "signature_delta" => Content.None,
            _ => Content.Other,
        };
    }

    private bool TryWriteMembers(Utf8JsonWriter json, JsonElement start)
    {
        foreach (var member in start.EnumerateObject())
        {
            if (!_grown.ContainsKey(member.Name) && (member.Name != "citations" || _citations.Count == 0))
                member.WriteTo(json);
        }
        foreach (var (name, grown) in _grown)
        {
            json.WritePropertyName(name);
            if (name != "input")
                json.WriteStringValue(start.Text(name) + grown);
            else if (!TryWriteInput(json, grown.ToString()))
                return false;
        }
        if (_citations.Count > 0)
            WriteCitations(json, start);
        return true;
    }

    /// <summary>A tool's input comes as text that is JSON when all of it is there.</summary>
    private static bool TryWriteInput(Utf8JsonWriter json, string text)
    {
        using var input = JsonReading.Parse(Encoding.UTF8.GetBytes(text));
        if (input is null)
            return false;
        input.RootElement.WriteTo(json);
        return true;
    }

    private void WriteCitations(Utf8JsonWriter json, JsonElement start)
    {
        json.WriteStartArray("citations"u8);
        if (start.Member("citations") is { ValueKind: JsonValueKind.Array } before)
        {
            foreach (var citation in before.EnumerateArray())
                citation.WriteTo(json);
        }
        foreach (var citation in _citations)
            citation.WriteTo(json);
        json.WriteEndArray();
    }
}
