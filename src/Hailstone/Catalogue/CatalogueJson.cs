using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Hailstone.Catalogue;

/// <summary>How the catalogue's files are read: snake case, unknown keys are errors.</summary>
/// <remarks>
/// Generated readers set every <c>init</c> property, to null or false where the file is silent: an initializer is lost.
/// Lists therefore default in their getters, and the first profile says all that its heirs leave out.
/// </remarks>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true,
    Converters =
    [
        typeof(SnakeCaseConverter<ChargeRule>),
        typeof(SnakeCaseConverter<Lifecycle>),
        typeof(SnakeCaseConverter<RetirementKind>),
        typeof(SnakeCaseConverter<SchemaLimits>),
        typeof(SnakeCaseConverter<Taking>),
        typeof(SnakeCaseConverter<TokenizerKind>),
    ])]
[JsonSerializable(typeof(ModelsFile))]
[JsonSerializable(typeof(ProvidersFile))]
[JsonSerializable(typeof(RequestProfile))]
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class CatalogueJson : JsonSerializerContext;

/// <summary>An enumeration by the snake-case names of its members.</summary>
internal sealed class SnakeCaseConverter<T>()
    : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
