using System.Text.Json;

namespace Hailstone.Simulator.Dialects;

/// <summary>What is said in a request.</summary>
/// <param name="Prompt">The text of the user's last message.</param>
/// <param name="Characters">The characters of all messages.</param>
/// <param name="Continues">Whether the model's own words come last: it is to go on with them.</param>
internal readonly record struct Conversation(string Prompt, long Characters, bool Continues)
{
    /// <summary>A list of messages, each an object.</summary>
    public static Conversation Of(JsonElement messages)
    {
        var conversation = new Conversation("", 0, false);
        foreach (var message in messages.EnumerateArray())
        {
            var text = Text(RequestJson.Member(message, "content"));
            var role = RequestJson.Text(message, "role");
            conversation = new Conversation(
                role == "user" ? text : conversation.Prompt,
                conversation.Characters + text.Length,
                role == "assistant");
        }
        return conversation;
    }

    /// <summary>Whether something is a list of at least one object.</summary>
    public static bool IsList(JsonElement messages) =>
        messages.ValueKind == JsonValueKind.Array && messages.GetArrayLength() > 0
        && messages.EnumerateArray().All(message => message.ValueKind == JsonValueKind.Object);

    /// <summary>A content's text, whether it is a string or a list of parts.</summary>
    public static string Text(JsonElement? content) => content switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString() ?? "",
        { ValueKind: JsonValueKind.Array } parts =>
            string.Concat(parts.EnumerateArray().Select(part => RequestJson.Text(part, "text"))),
        _ => "",
    };
}
