using System.Text.Json.Serialization;

namespace Hailstone.Running;

/// <summary>Lists of texts as JSON: no part can be mistaken for the end of another.</summary>
[JsonSerializable(typeof(string[]))]
internal sealed partial class FingerprintJson : JsonSerializerContext;
