using System.Text.Json.Serialization;

namespace Hailstone.Suites.Parsing;

/// <summary>JSON of plain texts, written without reflection.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class SuiteJson : JsonSerializerContext;
