using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hailstone.Suites;

namespace Hailstone.Providers;

/// <summary>What the bodies of all dialects' requests have in common.</summary>
internal static partial class RequestBody
{
    private const int SchemaNameCharacters = 64;

    // The ledger keeps what was sent: Korean stays legible in it.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One JSON object.</summary>
    public static ReadOnlyMemory<byte> Write(Ask ask, Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(1024 + ask.Prompt.Length * 3);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }

    /// <summary>The SHA-256 of a body, in lower-case hexadecimal.</summary>
    public static string Hash(ReadOnlyMemory<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body.Span));

    /// <summary>The fields that the request profile made, as they are.</summary>
    public static void Fields(Utf8JsonWriter json, Ask ask)
    {
        foreach (var field in ask.Settings.Fields)
        {
            json.WritePropertyName(field.Key);
            field.Value.WriteTo(json);
        }
    }

    /// <summary>
    /// The fields that the request profile made, with one more member in the object <paramref name="home"/>, which is
    /// added where the profile made none.
    /// </summary>
    public static void Fields(Utf8JsonWriter json, Ask ask, string home, Action<Utf8JsonWriter> member)
    {
        var isThere = false;
        foreach (var (name, value) in ask.Settings.Fields)
        {
            json.WritePropertyName(name);
            if (name != home || value.ValueKind != JsonValueKind.Object)
            {
                value.WriteTo(json);
                continue;
            }
            isThere = true;
            json.WriteStartObject();
            foreach (var inner in value.EnumerateObject())
                inner.WriteTo(json);
            member(json);
            json.WriteEndObject();
        }
        if (isThere)
            return;
        json.WriteStartObject(home);
        member(json);
        json.WriteEndObject();
    }

    /// <summary>
    /// The instruction in its role and the question, as a list of messages; without a role the question begins with
    /// the instruction.
    /// </summary>
    public static void Messages(Utf8JsonWriter json, string name, Ask ask)
    {
        json.WriteStartArray(name);
        if (Instruction(ask) is { } instruction)
            Message(json, ask.Settings.InstructionRole!, instruction);
        Message(json, "user", Question(ask));
        json.WriteEndArray();
    }

    /// <summary>The instruction where it stands apart from the question; null where it does not.</summary>
    public static string? Instruction(Ask ask) => ask.Settings.InstructionRole is null ? null : ask.System;

    /// <summary>The question, behind the instruction where that has no place of its own.</summary>
    public static string Question(Ask ask) => ask is { System: not null, Settings.InstructionRole: null }
        ? $"{ask.System}\n\n{ask.Prompt}"
        : ask.Prompt;

    /// <summary>One message of a conversation.</summary>
    public static void Message(Utf8JsonWriter json, string role, string content)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, role);
        json.WriteString("content"u8, content);
        json.WriteEndObject();
    }

    /// <summary>A schema with its name, to be kept to the letter.</summary>
    public static void Schema(Utf8JsonWriter json, AnswerFormat.JsonSchema format)
    {
        json.WriteString("name"u8, SchemaName(format.Name));
        json.WriteBoolean("strict"u8, true);
        json.WritePropertyName("schema"u8);
        format.Schema.WriteTo(json);
    }

    /// <summary>A schema's name in the letters that APIs take.</summary>
    public static string SchemaName(string name)
    {
        var fit = NotInName().Replace(name, "_");
        return fit.Length == 0 ? "answer" : fit[..Math.Min(fit.Length, SchemaNameCharacters)];
    }

    [GeneratedRegex("[^a-zA-Z0-9_-]", RegexOptions.CultureInvariant)]
    private static partial Regex NotInName();
}
