using System.Buffers;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Hailstone.Suites.Parsing;

/// <summary>Makes JSON of what is written; a plain scalar is a number where JSON would call it one.</summary>
internal static partial class WrittenJson
{
    public static JsonElement Of(Written written)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            Write(written, writer);

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    public static JsonElement Of(string text) => JsonSerializer.SerializeToElement(text, SuiteJson.Default.String);

    private static void Write(Written written, Utf8JsonWriter writer)
    {
        switch (written)
        {
            case Written.Scalar scalar:
                Write(scalar, writer);
                break;
            case Written.Sequence list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                    Write(item, writer);
                writer.WriteEndArray();
                break;
            case Written.Mapping mapping:
                writer.WriteStartObject();
                foreach (var (key, value) in mapping.Entries)
                {
                    writer.WritePropertyName(key.Text);
                    Write(value, writer);
                }

                writer.WriteEndObject();
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static void Write(Written.Scalar scalar, Utf8JsonWriter writer)
    {
        if (scalar.IsNothing)
            writer.WriteNullValue();
        else if (scalar.Plain && (scalar.Text is "true" or "false" || Number().IsMatch(scalar.Text)))
            writer.WriteRawValue(scalar.Text);
        else
            writer.WriteStringValue(scalar.Text);
    }

    /// <summary>A number of RFC 8259, section 6.</summary>
    [GeneratedRegex(@"\A-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?\z")]
    private static partial Regex Number();
}
