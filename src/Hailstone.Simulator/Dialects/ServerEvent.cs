using System.Text.Json;

namespace Hailstone.Simulator.Dialects;

/// <summary>Server-sent events whose data say their type too, as two of the dialects write them.</summary>
internal static class ServerEvent
{
    /// <summary>One event.</summary>
    /// <param name="after">Since the one before it.</param>
    /// <param name="type">Its type.</param>
    /// <param name="members">The other members of its data.</param>
    public static SimulatedChunk Named(TimeSpan after, string type, Action<Utf8JsonWriter> members)
    {
        var data = Json.Object(writer =>
        {
            writer.WriteString("type", type);
            members(writer);
        });
        return new SimulatedChunk(after, $"event: {type}\ndata: {data}\n\n");
    }
}
