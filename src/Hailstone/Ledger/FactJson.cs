using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hailstone.Providers;

namespace Hailstone.Ledger;

/// <summary>Facts as JSON: one form for every ledger that stores text.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    UseStringEnumConverter = true,
    Converters = [typeof(StopReasonJson)])]
[JsonSerializable(typeof(Fact))]
public sealed partial class FactJson : JsonSerializerContext
{
    private static readonly FrozenDictionary<Type, string> Kinds = typeof(Fact)
        .GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToFrozenDictionary(derived => derived.DerivedType, derived => (string)derived.TypeDiscriminator!);

    // How a fact of a type begins.
    private static readonly FrozenDictionary<Type, byte[]> Starts =
        Kinds.ToFrozenDictionary(kind => kind.Key, kind => Encoding.UTF8.GetBytes($"{{\"kind\":\"{kind.Value}\","));

    /// <summary>The name of a fact's kind, as its JSON says it: <c>run_started</c>.</summary>
    /// <param name="fact">The fact.</param>
    public static string KindOf(Fact fact) => Kinds[fact.GetType()];

    /// <summary>The word of an enumerated value, as facts, reports and logs say it: <c>not_run</c>.</summary>
    /// <param name="value">The value.</param>
    internal static string WordOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>Writes a fact.</summary>
    /// <param name="fact">The fact.</param>
    public static byte[] Write(Fact fact)
    {
        // By its own type: where the base is asked for, the serializer first learns all that any fact can hold.
        var type = fact.GetType();
        var members = JsonSerializer.SerializeToUtf8Bytes(fact, Default.GetTypeInfo(type)!);
        return [.. Starts[type], .. members.AsSpan(1)];
    }

    /// <summary>Reads a fact.</summary>
    /// <param name="json">A fact as <see cref="Write"/> wrote it; members that are not known are passed over.</param>
    /// <exception cref="JsonException">The text is not a fact.</exception>
    public static Fact Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return FrequentFacts.Read(json)
                ?? OfOwnType(json)
                ?? JsonSerializer.Deserialize(json, Default.Fact)
                ?? throw new JsonException("null is no fact");
        }
        catch (NotSupportedException fault)
        {
            // Where the kind is missing, the serializer blames the type rather than the text.
            throw new JsonException("no kind of fact is named", fault);
        }
    }

    private static Fact? OfOwnType(ReadOnlySpan<byte> json)
    {
        foreach (var (type, start) in Starts)
        {
            if (json.StartsWith(start))
                return (Fact?)JsonSerializer.Deserialize(json, Default.GetTypeInfo(type)!);
        }

        return null;
    }
}

/// <summary>Stop reasons in the words of every other name in a fact: <c>max_tokens</c>.</summary>
internal sealed class StopReasonJson() : JsonStringEnumConverter<StopReason>(JsonNamingPolicy.SnakeCaseLower);
