using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hailstone.Ledger;

/// <summary>Facts as JSON: one form for every ledger that stores text.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Fact))]
public sealed partial class FactJson : JsonSerializerContext
{
    /// <summary>Writes a fact.</summary>
    /// <param name="fact">The fact.</param>
    public static byte[] Write(Fact fact) => JsonSerializer.SerializeToUtf8Bytes(fact, Default.Fact);

    /// <summary>Reads a fact.</summary>
    /// <param name="json">A fact as <see cref="Write"/> wrote it; members that are not known are passed over.</param>
    /// <exception cref="JsonException">The text is not a fact.</exception>
    public static Fact Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, Default.Fact) ?? throw new JsonException("null is no fact");
}
