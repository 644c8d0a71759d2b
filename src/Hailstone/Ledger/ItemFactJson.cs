using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hailstone.Ledger;

/// <summary>
/// Items as JSON. A run may have a hundred thousand of them in its first fact: what the serializer makes of a record
/// takes four times as long.
/// </summary>
internal sealed class ItemFactJson : JsonConverter<ItemFact>
{
    private static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText Category = JsonEncodedText.Encode("category");
    private static readonly JsonEncodedText Cluster = JsonEncodedText.Encode("cluster");
    private static readonly JsonEncodedText Asked = JsonEncodedText.Encode("asked");
    private static readonly JsonEncodedText Expected = JsonEncodedText.Encode("expected");

    /// <inheritdoc/>
    public override ItemFact Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? id = null, category = null, cluster = null, asked = null, expected = null;
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("an item is an object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Is(ref reader, Id))
                id = Text(ref reader);
            else if (Is(ref reader, Category))
                category = Text(ref reader);
            else if (Is(ref reader, Cluster))
                cluster = Text(ref reader);
            else if (Is(ref reader, Asked))
                asked = Text(ref reader);
            else if (Is(ref reader, Expected))
                expected = Text(ref reader);
            else
                reader.Skip();
        }

        return new ItemFact(id ?? throw new JsonException("an item has an id"), category, cluster)
        {
            Asked = asked,
            Expected = expected,
        };
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ItemFact value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        Write(writer, Id, value.Id);
        Write(writer, Category, value.Category);
        Write(writer, Cluster, value.Cluster);
        Write(writer, Asked, value.Asked);
        Write(writer, Expected, value.Expected);
        writer.WriteEndObject();
    }

    private static bool Is(ref Utf8JsonReader reader, JsonEncodedText name) =>
        reader.ValueTextEquals(name.EncodedUtf8Bytes);

    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType is JsonTokenType.String or JsonTokenType.Null
            ? reader.GetString()
            : throw new JsonException("a text is expected");
    }

    private static void Write(Utf8JsonWriter writer, JsonEncodedText name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }
}
