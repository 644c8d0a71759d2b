using System.Text.Json;
using Hailstone.Suites;

namespace Hailstone.Providers;

/// <summary>Writes the body of a Responses request.</summary>
internal static class ResponsesRequest
{
    /// <summary>Writes the body.</summary>
    /// <param name="ask">What is asked.</param>
    /// <remarks>
    /// The instruction is a message of the input, in the role that the family takes, and not the field
    /// <c>instructions</c>. Where any JSON is asked for, the API refuses an input without the word JSON, and what
    /// stands in <c>instructions</c> does not count ("Response input messages must contain the word 'json'", reported
    /// by several, 2026). Besides, the question is then the same as over Chat Completions.
    /// </remarks>
    public static ReadOnlyMemory<byte> Write(Ask ask) => RequestBody.Write(ask, json =>
    {
        json.WriteString("model"u8, ask.Model);
        RequestBody.Messages(json, "input", ask);
        if (ask.Settings.Format is AnswerFormat.PlainText)
            RequestBody.Fields(json, ask);
        else
            RequestBody.Fields(json, ask, "text", inner => Format(inner, ask.Settings.Format));
        // The vendor stores answers unless it is told not to.
        json.WriteBoolean("store"u8, false);
        json.WriteBoolean("stream"u8, ask.Settings.Stream);
    });

    private static void Format(Utf8JsonWriter json, AnswerFormat format)
    {
        json.WriteStartObject("format"u8);
        if (format is AnswerFormat.JsonSchema schema)
        {
            json.WriteString("type"u8, "json_schema"u8);
            RequestBody.Schema(json, schema);
        }
        else
        {
            json.WriteString("type"u8, "json_object"u8);
        }
        json.WriteEndObject();
    }
}
