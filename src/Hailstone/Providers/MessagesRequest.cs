using System.Runtime.InteropServices;
using System.Text.Json;
using Hailstone.Suites;

namespace Hailstone.Providers;

/// <summary>Writes the body of a Messages request.</summary>
internal static class MessagesRequest
{
    /// <summary>Writes the body.</summary>
    /// <param name="ask">What is asked.</param>
    /// <remarks>
    /// The dialect has no mode for any JSON, so that <see cref="AnswerFormat.AnyJson"/> is left to the prompt.
    /// <c>max_tokens</c> is mandatory: the request profile writes it where the suite does not.
    /// </remarks>
    public static ReadOnlyMemory<byte> Write(Ask ask) => RequestBody.Write(ask, json =>
    {
        json.WriteString("model"u8, ask.Model);
        if (RequestBody.Instruction(ask) is { Length: > 0 } instruction)
            json.WriteString("system"u8, instruction);
        Messages(json, ask);
        if (ask.Settings.Format is AnswerFormat.JsonSchema schema)
            RequestBody.Fields(json, ask, "output_config", inner => Format(inner, schema));
        else
            RequestBody.Fields(json, ask);
        json.WriteBoolean("stream"u8, ask.Settings.Stream);
    });

    /// <summary>The question, and behind it what the model has already said of the turn that goes on.</summary>
    private static void Messages(Utf8JsonWriter json, Ask ask)
    {
        json.WriteStartArray("messages"u8);
        RequestBody.Message(json, "user", RequestBody.Question(ask));
        // The API refuses a message of nothing: a turn that was paused before its first word begins anew.
        if (ask.TurnSoFar is { ValueKind: JsonValueKind.Array } turn && turn.GetArrayLength() > 0)
        {
            json.WriteStartObject();
            json.WriteString("role"u8, "assistant"u8);
            json.WritePropertyName("content"u8);
            // As it came, to the byte: the provider signs what a model thought.
            json.WriteRawValue(JsonMarshal.GetRawUtf8Value(turn), skipInputValidation: true);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Format(Utf8JsonWriter json, AnswerFormat.JsonSchema format)
    {
        json.WriteStartObject("format"u8);
        json.WriteString("type"u8, "json_schema"u8);
        json.WritePropertyName("schema"u8);
        format.Schema.WriteTo(json);
        json.WriteEndObject();
    }
}
