using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hailstone.Suites;

namespace Hailstone.Providers;

/// <summary>Writes the body of a Chat Completions request.</summary>
internal static partial class ChatRequest
{
    /// <summary>The API takes no longer name of a schema.</summary>
    private const int SchemaNameCharacters = 64;

    // The ledger keeps what was sent: Korean stays legible in it.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the body.</summary>
    /// <param name="ask">What is asked.</param>
    public static ReadOnlyMemory<byte> Write(Ask ask)
    {
        var buffer = new ArrayBufferWriter<byte>(1024 + ask.Prompt.Length * 3);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("model"u8, ask.Model);
            Messages(json, ask);
            foreach (var field in ask.Settings.Fields)
            {
                json.WritePropertyName(field.Key);
                field.Value.WriteTo(json);
            }
            Format(json, ask.Settings.Format);
            json.WriteBoolean("stream"u8, ask.Settings.Stream);
            if (ask.Settings.Stream)
            {
                json.WriteStartObject("stream_options"u8);
                json.WriteBoolean("include_usage"u8, true);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }

    private static void Messages(Utf8JsonWriter json, Ask ask)
    {
        json.WriteStartArray("messages"u8);
        var role = ask.Settings.InstructionRole;
        if (ask.System is not null && role is not null)
            Message(json, role, ask.System);
        var folded = ask.System is not null && role is null;
        Message(json, "user", folded ? $"{ask.System}\n\n{ask.Prompt}" : ask.Prompt);
        json.WriteEndArray();
    }

    private static void Message(Utf8JsonWriter json, string role, string content)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, role);
        json.WriteString("content"u8, content);
        json.WriteEndObject();
    }

    private static void Format(Utf8JsonWriter json, AnswerFormat format)
    {
        if (format is AnswerFormat.PlainText)
            return;
        json.WriteStartObject("response_format"u8);
        if (format is AnswerFormat.JsonSchema schema)
        {
            json.WriteString("type"u8, "json_schema"u8);
            json.WriteStartObject("json_schema"u8);
            json.WriteString("name"u8, SchemaName(schema.Name));
            json.WriteBoolean("strict"u8, true);
            json.WritePropertyName("schema"u8);
            schema.Schema.WriteTo(json);
            json.WriteEndObject();
        }
        else
        {
            json.WriteString("type"u8, "json_object"u8);
        }
        json.WriteEndObject();
    }

    private static string SchemaName(string name)
    {
        var fit = NotInName().Replace(name, "_");
        return fit.Length == 0 ? "answer" : fit[..Math.Min(fit.Length, SchemaNameCharacters)];
    }

    [GeneratedRegex("[^a-zA-Z0-9_-]", RegexOptions.CultureInvariant)]
    private static partial Regex NotInName();
}
