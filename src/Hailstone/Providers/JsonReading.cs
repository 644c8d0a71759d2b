using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Hailstone.Providers;

/// <summary>Reads JSON of foreign making: what is not there, or is not what it should be, is null.</summary>
internal static class JsonReading
{
    /// <summary>No exchange has more tokens: a number above it is a mistake.</summary>
    public const long MostCount = 1_000_000_000;

    /// <summary>Parses text that may be anything.</summary>
    /// <returns>The document, or null where the bytes are not JSON.</returns>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            return JsonDocument.Parse(utf8);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    extension(JsonElement element)
    {
        /// <summary>A member that is there and not null.</summary>
        public JsonElement? Member(string name) =>
            Find(element, name) is { ValueKind: not JsonValueKind.Null } value ? value : null;

        /// <summary>Whether a member is there, null or not.</summary>
        public bool Has(string name) => Find(element, name) is not null;

        /// <summary>An object's member that is an object.</summary>
        public JsonElement? Object(string name) =>
            element.Member(name) is { ValueKind: JsonValueKind.Object } value ? value : null;

        /// <summary>The first element of a member that is an array, else the member itself.</summary>
        public JsonElement? First(string name) => element.Member(name)?.FirstOrSelf();

        /// <summary>The first element of an array that has one, else the value itself.</summary>
        public JsonElement FirstOrSelf() =>
            element.ValueKind == JsonValueKind.Array && element.GetArrayLength() > 0 ? element[0] : element;

        /// <summary>A member's text; numbers as they are written.</summary>
        public string? Text(string name) => element.Member(name) is { } value ? value.AsText() : null;

        /// <summary>
        /// A value's text: numbers as they are written, half surrogate pairs as escaped, bytes that are no text
        /// replaced.
        /// </summary>
        public string? AsText() => element.ValueKind switch
        {
            JsonValueKind.String => AsString(element),
            JsonValueKind.Number => element.GetRawText(),
            _ => null,
        };

        /// <summary>A member that is a whole number of 0 or more, and not more than anything here can count.</summary>
        public long? Count(string name) =>
            element.Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var count)
            && count is >= 0 and <= MostCount
                ? count
                : null;
    }

    private static JsonElement? Find(JsonElement element, string name)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
                ? value
                : null;
        }
        catch (InvalidOperationException)
        {
            // A name among the others holds an escaped half of a surrogate pair, and cannot be compared.
            return null;
        }
    }

    private static string? AsString(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            // An escaped half of a surrogate pair, or bytes that are no UTF-8: the JSON is read all the same.
            return Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(element)[1..^1]);
        }
    }
}
