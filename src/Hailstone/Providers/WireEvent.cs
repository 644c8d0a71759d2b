using System.Text.Json;

namespace Hailstone.Providers;

/// <summary>The data of one server-sent event.</summary>
/// <param name="Json">The data as JSON, or null where it is none. The reader of the event disposes of it.</param>
/// <param name="IsDone">Whether it is the mark that ends a stream.</param>
/// <param name="IsBlank">Whether there is nothing in it, as in an event that only keeps the connection open.</param>
internal readonly record struct WireEvent(JsonDocument? Json, bool IsDone, bool IsBlank)
{
    /// <summary>Reads the data of an event, which may be anything.</summary>
    public static WireEvent Parse(string type, ReadOnlySpan<byte> data)
    {
        var trimmed = data.Trim(" \t\r\n"u8);
        if (trimmed.IsEmpty)
            return new WireEvent(null, false, true);
        if (trimmed.SequenceEqual("[DONE]"u8))
            return new WireEvent(null, true, false);
        try
        {
            var json = new Utf8JsonReader(trimmed);
            var document = JsonDocument.ParseValue(ref json);
            if (json.BytesConsumed == trimmed.Length)
                return new WireEvent(document, false, false);
            document.Dispose();
        }
        catch (JsonException)
        {
            // Not JSON: what that means, the reader knows.
        }
        return new WireEvent(null, false, false);
    }
}
