using System.Globalization;
using System.Text.Json;

namespace Hailstone.Simulator.Dialects.Messages;

/// <summary>Anthropic's bodies of <c>GET /v1/models</c> and <c>GET /v1/models/{id}</c>.</summary>
internal static class AnthropicModels
{
    /// <summary>The list of models, on one page.</summary>
    public static string All(IEnumerable<KeyValuePair<string, ModelOptions>> models, DateTimeOffset created)
    {
        var all = models.ToList();
        return Json.Object(writer =>
        {
            writer.WriteList("data", all.Select(model => One(model.Key, model.Value, created)));
            writer.WriteBoolean("has_more", false);
            writer.WriteString("first_id", all.Count > 0 ? all[0].Key : null);
            writer.WriteString("last_id", all.Count > 0 ? all[^1].Key : null);
        });
    }

    /// <summary>One model.</summary>
    public static string One(string id, ModelOptions model, DateTimeOffset created) => Json.Object(writer =>
    {
        writer.WriteString("type", "model");
        writer.WriteString("id", id);
        writer.WriteString("display_name", id);
        writer.WriteString("created_at", Instant(created));
        writer.WriteString("lifecycle", model.ShutdownDate is null ? "active" : "deprecated");
        writer.WriteNull("deprecated_at");
        writer.WriteString("retires_at",
            model.ShutdownDate?.ToString("yyyy-MM-dd'T00:00:00Z'", CultureInfo.InvariantCulture));
        writer.WriteNull("line");
        WriteCount(writer, "max_input_tokens", model.ContextWindow);
        writer.WriteNull("max_tokens");
        writer.WriteNull("capabilities");
    });

    private static void WriteCount(Utf8JsonWriter writer, string name, long? count)
    {
        if (count is { } known)
            writer.WriteNumber(name, known);
        else
            writer.WriteNull(name);
    }

    private static string Instant(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
