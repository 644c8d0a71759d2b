using System.Text.Json;
using Hailstone.Suites;

namespace Hailstone.Providers;

/// <summary>Writes the body of a Chat Completions request.</summary>
internal static class ChatRequest
{
    /// <summary>Writes the body.</summary>
    /// <param name="ask">What is asked.</param>
    public static ReadOnlyMemory<byte> Write(Ask ask) => RequestBody.Write(ask, json =>
    {
        json.WriteString("model"u8, ask.Model);
        RequestBody.Messages(json, "messages", ask);
        RequestBody.Fields(json, ask);
        Format(json, ask.Settings.Format);
        json.WriteBoolean("stream"u8, ask.Settings.Stream);
        if (!ask.Settings.Stream)
            return;
        json.WriteStartObject("stream_options"u8);
        json.WriteBoolean("include_usage"u8, true);
        json.WriteEndObject();
    });

    private static void Format(Utf8JsonWriter json, AnswerFormat format)
    {
        if (format is AnswerFormat.PlainText)
            return;
        json.WriteStartObject("response_format"u8);
        if (format is AnswerFormat.JsonSchema schema)
        {
            json.WriteString("type"u8, "json_schema"u8);
            json.WriteStartObject("json_schema"u8);
            RequestBody.Schema(json, schema);
            json.WriteEndObject();
        }
        else
        {
            json.WriteString("type"u8, "json_object"u8);
        }
        json.WriteEndObject();
    }
}
