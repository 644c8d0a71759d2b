using System.Text.Json;

namespace Hailstone.Simulator.Dialects;

/// <summary>Reads the bodies of requests, of which nothing is taken for granted.</summary>
internal static class RequestJson
{
    private const int LongestModel = 256;

    /// <summary>What a body asks; unreadable where it is no JSON object.</summary>
    public static Reading Read(ReadOnlyMemory<byte> body, Func<JsonElement, Reading> read)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? read(document.RootElement)
                : new Reading.Unreadable(new Refusal.NoJson());
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string that is no UTF-8, or half of a surrogate pair.
            return new Reading.Unreadable(new Refusal.NoJson());
        }
    }

    /// <summary>What is wrong with the model, or null.</summary>
    public static Refusal? ModelProblem(JsonElement root)
    {
        if (Member(root, "model") is not { } model)
            return new Refusal.MissingParameter("model");
        return model.ValueKind == JsonValueKind.String && model.GetString() is { Length: > 0 and <= LongestModel }
            ? null
            : new Refusal.InvalidParameter("model", "a string of at most 256 characters");
    }

    /// <summary>Every parameter that is not null, as JSON by name.</summary>
    /// <param name="root">The body.</param>
    /// <param name="conversation">The members that hold what is asked; they are left out.</param>
    public static Dictionary<string, string> Parameters(JsonElement root, params string[] conversation)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in root.EnumerateObject())
            if (member.Value.ValueKind != JsonValueKind.Null && !conversation.Contains(member.Name))
                parameters[member.Name] = Json.Compact(member.Value);
        return parameters;
    }

    /// <summary>A member that is there and not null.</summary>
    public static JsonElement? Member(JsonElement? owner, string name) =>
        owner is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var value)
            && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    /// <summary>A member that is a text.</summary>
    public static string? Text(JsonElement? owner, string name) =>
        Member(owner, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>A member that is a whole number of at least 1.</summary>
    public static long? Count(JsonElement? owner, string name) =>
        Member(owner, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var count)
            && count >= 1
            ? count
            : null;

    /// <summary>Whether a member is <c>true</c>.</summary>
    public static bool IsTrue(JsonElement? owner, string name) =>
        Member(owner, name) is { ValueKind: JsonValueKind.True };

    /// <summary>The texts of a member that is a text or a list of them.</summary>
    public static IReadOnlyList<string> Texts(JsonElement owner, string name) => Member(owner, name) switch
    {
        { ValueKind: JsonValueKind.String } text => [text.GetString() ?? ""],
        { ValueKind: JsonValueKind.Array } list =>
            [.. list.EnumerateArray().Where(text => text.ValueKind == JsonValueKind.String)
                .Select(text => text.GetString() ?? "")],
        _ => [],
    };
}
