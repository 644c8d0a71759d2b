using System.Text.Json;
using Hailstone.Catalogue;
using Hailstone.Suites;
using NJsonSchema;
using Xunit;

namespace Hailstone.Tests.Catalogue;

/// <summary>
/// The two refusals that a real comparison met: "'additionalProperties' is required to be supplied and to be false"
/// and "'required' is required to be supplied and to be an array including every key in properties".
/// </summary>
public sealed class StrictSchemaTests
{
    private const string Nested = """
        {
          "type": "object",
          "properties": {
            "value": { "type": "number" },
            "parts": {
              "type": "array",
              "items": { "type": "object", "properties": { "name": { "type": "string" }, "unit": { "type": "string" } } }
            },
            "either": { "anyOf": [{ "type": "object", "properties": { "a": { "type": "string" } } }, { "type": "null" }] },
            "ref": { "$ref": "#/$defs/leaf" }
          },
          "required": ["value"],
          "$defs": { "leaf": { "type": "object", "properties": { "b": { "type": "boolean" } } } }
        }
        """;

    [Fact]
    public void Under_OpenAIs_rules_every_object_is_closed_and_requires_all_its_keys()
    {
        var strict = Strict(Nested, SchemaLimits.OpenAi);

        var objects = Objects(strict).ToList();
        Assert.Equal(4, objects.Count);
        Assert.All(objects, found =>
        {
            Assert.False(found.GetProperty("additionalProperties").GetBoolean());
            Assert.Equal(
                found.GetProperty("properties").EnumerateObject().Select(property => property.Name),
                found.GetProperty("required").EnumerateArray().Select(name => name.GetString()!));
        });
    }

    [Fact]
    public void Under_Anthropics_rules_every_object_is_closed_and_what_was_optional_stays_so()
    {
        var strict = Strict(Nested, SchemaLimits.Anthropic);

        Assert.All(Objects(strict), found => Assert.False(found.GetProperty("additionalProperties").GetBoolean()));
        Assert.Equal("""["value"]""", strict.GetProperty("required").GetRawText());
    }

    [Theory]
    [InlineData("""{"value":1,"parts":[{"name":"a","unit":"b"}],"either":null,"ref":{"b":true}}""", true)]
    [InlineData("""{"value":1,"parts":[],"either":{"a":"x"},"ref":{"b":false}}""", true)]
    [InlineData("""{"value":1}""", false)]
    [InlineData("""{"value":1,"parts":[],"either":null,"ref":{"b":true},"more":1}""", false)]
    public async Task What_fits_the_strict_schema_fits_the_one_that_was_written(string answer, bool fits)
    {
        var written = await JsonSchema.FromJsonAsync(Nested, TestContext.Current.CancellationToken);
        var strict = await JsonSchema.FromJsonAsync(
            Strict(Nested, SchemaLimits.OpenAi).GetRawText(), TestContext.Current.CancellationToken);

        Assert.Equal(fits, strict.Validate(answer).Count == 0);
        Assert.Empty(written.Validate(answer));
    }

    [Theory]
    [InlineData("""{"type":"array","items":{"type":"string"}}""", "$")]
    [InlineData("""{"anyOf":[{"type":"object"}],"type":"object"}""", "$")]
    [InlineData("""{"type":"object","additionalProperties":true}""", "$")]
    [InlineData("""{"type":"object","additionalProperties":{"type":"string"}}""", "$")]
    [InlineData("""{"type":"object","properties":{"a":{"allOf":[{"type":"string"}]}}}""", "$.properties.a")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"https://example.org/s.json"}}}""", "$.properties.a")]
    [InlineData("""{"type":"object","properties":{},"required":["b"]}""", "$")]
    public void What_cannot_be_made_strict_is_named_with_its_place(string schema, string path)
    {
        var unfit = Assert.Single(StrictSchema.Of(JsonElement.Parse(schema), SchemaLimits.OpenAi).Unfit);

        Assert.Equal(path, unfit.Path);
    }

    [Theory]
    [InlineData("""{"type":"integer","minimum":1}""")]
    [InlineData("""{"type":"string","maxLength":5}""")]
    [InlineData("""{"type":"array","items":{"type":"string"},"minItems":2}""")]
    public void A_bound_that_only_one_vendor_takes_is_refused_by_the_other_alone(string property)
    {
        var schema = JsonElement.Parse("""{"type":"object","properties":{"a":""" + property + "}}");

        Assert.Empty(StrictSchema.Of(schema, SchemaLimits.OpenAi).Unfit);
        Assert.Equal("$.properties.a", Assert.Single(StrictSchema.Of(schema, SchemaLimits.Anthropic).Unfit).Path);
    }

    [Fact]
    public void A_schema_deeper_than_a_stack_is_refused_and_nothing_falls()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"type":"array","items":""", 60))
            + """{"type":"object"}""" + new string('}', 60);

        Assert.NotEmpty(StrictSchema.Of(JsonElement.Parse(deep), SchemaLimits.Anthropic).Unfit);
    }

    [Fact]
    public void A_target_is_refused_with_the_reason_and_sent_what_is_strict_otherwise()
    {
        var model = Assert.IsType<Resolution.Found>(
            ModelCatalogue.Embedded().Resolve("gpt-4o-mini", new Dictionary<string, ProviderSettings>())).Model;
        var good = model.Profile.Apply(Asked(Nested), "chat", model.Fact);
        var bad = model.Profile.Apply(Asked("""{"type":"array"}"""), "chat", model.Fact);

        Assert.Empty(good.Refused);
        Assert.Contains(
            "\"additionalProperties\":false",
            Assert.IsType<AnswerFormat.JsonSchema>(good.Settings.Format).Schema.GetRawText(),
            StringComparison.Ordinal);
        Assert.Equal("format", Assert.Single(bad.Refused).Parameter);
        Assert.IsType<AnswerFormat.PlainText>(bad.Settings.Format);
    }

    private static Parameters Asked(string schema) =>
        new() { Format = new AnswerFormat.JsonSchema("answer", JsonElement.Parse(schema)) };

    private static JsonElement Strict(string schema, SchemaLimits limits)
    {
        var result = StrictSchema.Of(JsonElement.Parse(schema), limits);
        Assert.Empty(result.Unfit);
        return result.Schema;
    }

    private static IEnumerable<JsonElement> Objects(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Object => node.EnumerateObject().SelectMany(property => Objects(property.Value))
            .Concat(node.TryGetProperty("properties", out var inner)
                && inner.ValueKind == JsonValueKind.Object && node.TryGetProperty("type", out _) ? [node] : []),
        JsonValueKind.Array => node.EnumerateArray().SelectMany(Objects),
        _ => [],
    };
}
