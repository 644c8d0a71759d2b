using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

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

    /// <summary>A schema's name in the letters that APIs take.</summary>
    public static string SchemaName(string name)
    {
        var fit = NotInName().Replace(name, "_");
        return fit.Length == 0 ? "answer" : fit[..Math.Min(fit.Length, SchemaNameCharacters)];
    }

    [GeneratedRegex("[^a-zA-Z0-9_-]", RegexOptions.CultureInvariant)]
    private static partial Regex NotInName();
}
