using System.Globalization;
using System.Text.Json;

namespace Hailstone.Simulator.Dialects;

/// <summary>OpenAI's bodies of <c>GET /v1/models</c> and <c>GET /v1/models/{id}</c>.</summary>
internal static class ModelList
{
    public const string Path = "/v1/models";

    /// <summary>The list of models.</summary>
    public static string All(IEnumerable<KeyValuePair<string, ModelOptions>> models, DateTimeOffset created) =>
        Json.Object(writer =>
        {
            writer.WriteString("object", "list");
            writer.WriteStartArray("data");
            foreach (var (id, model) in models)
            {
                writer.WriteStartObject();
                WriteMembers(writer, id, model, created);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        });

    /// <summary>One model.</summary>
    public static string One(string id, ModelOptions model, DateTimeOffset created) =>
        Json.Object(writer => WriteMembers(writer, id, model, created));

    private static void WriteMembers(Utf8JsonWriter writer, string id, ModelOptions model, DateTimeOffset created)
    {
        writer.WriteString("id", id);
        writer.WriteString("object", "model");
        writer.WriteNumber("created", created.ToUnixTimeSeconds());
        writer.WriteString("owned_by", "simulator");
        writer.WriteString("shutdown_date", model.ShutdownDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }
}
