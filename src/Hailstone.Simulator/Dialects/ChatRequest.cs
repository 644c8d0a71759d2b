using System.Text.Json;

namespace Hailstone.Simulator.Dialects;

/// <summary>Reads the body of a Chat Completions request.</summary>
internal static class ChatRequest
{
    private const int LongestModel = 256;

    public static Reading Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Read(document.RootElement)
                : new Reading.Unreadable(new Refusal.NoJson());
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string that is no UTF-8, or half of a surrogate pair.
            return new Reading.Unreadable(new Refusal.NoJson());
        }
    }

    private static Reading Read(JsonElement root)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in root.EnumerateObject())
            if (member.Value.ValueKind != JsonValueKind.Null && member.Name != "messages")
                parameters[member.Name] = member.Value.GetRawText();
        if (Problem(root) is { } refusal)
            return new Reading.Unreadable(refusal);
        var (prompt, characters) = Messages(root.GetProperty("messages"));
        return new Reading.Asked(new Inquiry
        {
            Model = root.GetProperty("model").GetString() ?? "",
            Prompt = prompt,
            Characters = characters,
            OutputCap = Cap(root, "max_completion_tokens") ?? Cap(root, "max_tokens"),
            Stream = IsTrue(root, "stream"),
            StreamUsage = Member(root, "stream_options") is { } options && IsTrue(options, "include_usage"),
            WantsJson = Member(root, "response_format") is { } format
                && Member(format, "type") is { ValueKind: JsonValueKind.String } type
                && type.GetString() is "json_object" or "json_schema",
            Parameters = parameters,
        });
    }

    private static Refusal? Problem(JsonElement root)
    {
        if (Member(root, "model") is not { } model)
            return new Refusal.MissingParameter("model");
        if (model.ValueKind != JsonValueKind.String || model.GetString() is not { Length: > 0 and <= LongestModel })
            return new Refusal.InvalidParameter("model", "a string of at most 256 characters");
        if (Member(root, "messages") is not { } messages)
            return new Refusal.MissingParameter("messages");
        if (messages.ValueKind != JsonValueKind.Array || messages.GetArrayLength() == 0
            || messages.EnumerateArray().Any(message => message.ValueKind != JsonValueKind.Object))
            return new Refusal.InvalidParameter("messages", "an array of at least one message");
        if (Member(root, "n") is { } choices && choices.GetRawText() != "1")
            return new Refusal.InvalidParameter("n", "1, the only number of choices that is simulated");
        foreach (var name in (ReadOnlySpan<string>)["max_completion_tokens", "max_tokens"])
            if (Member(root, name) is not null && Cap(root, name) is null)
                return new Refusal.InvalidParameter(name, "an integer of at least 1");
        return null;
    }

    /// <summary>The text of the last user message, and the characters of all messages.</summary>
    private static (string Prompt, long Characters) Messages(JsonElement messages)
    {
        var prompt = "";
        var characters = 0L;
        foreach (var message in messages.EnumerateArray())
        {
            var text = Text(Member(message, "content"));
            characters += text.Length;
            if (Member(message, "role") is { ValueKind: JsonValueKind.String } role && role.GetString() == "user")
                prompt = text;
        }
        return (prompt, characters);
    }

    /// <summary>A content's text, whether it is a string or a list of parts.</summary>
    private static string Text(JsonElement? content) => content switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString() ?? "",
        { ValueKind: JsonValueKind.Array } parts => string.Concat(parts.EnumerateArray()
            .Select(part => Member(part, "text"))
            .Select(text => text is { ValueKind: JsonValueKind.String } words ? words.GetString() : null)),
        _ => "",
    };

    private static long? Cap(JsonElement root, string name) =>
        Member(root, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var cap) && cap >= 1
            ? cap
            : null;

    private static bool IsTrue(JsonElement owner, string name) =>
        Member(owner, name) is { ValueKind: JsonValueKind.True };

    private static JsonElement? Member(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value)
            && value.ValueKind != JsonValueKind.Null
            ? value
            : null;
}
