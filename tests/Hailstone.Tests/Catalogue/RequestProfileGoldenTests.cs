using System.Text.Json;
using Hailstone.Catalogue;
using Hailstone.Suites;
using Xunit;

namespace Hailstone.Tests.Catalogue;

/// <summary>What each profile makes of fixed sets of parameters. The values come from vendors' pages.</summary>
public sealed class RequestProfileGoldenTests
{
    private const string Efforts = "none,minimal,low,medium,high,xhigh,max";

    [Theory]
    [InlineData("gpt-4o", "chat",
        """{"max_completion_tokens":1000,"temperature":0.2,"top_p":0.9,"seed":7,"stop":["END"]}""", "")]
    [InlineData("gpt-4o", "responses", """{"max_output_tokens":1000,"temperature":0.2,"top_p":0.9}""", "seed,stop")]
    [InlineData("o3", "chat", """{"max_completion_tokens":1000,"seed":7}""", "temperature,top_p,stop")]
    [InlineData("o3", "responses", """{"max_output_tokens":1000}""", "temperature,top_p,seed,stop")]
    [InlineData("o3-mini", "chat", """{"max_completion_tokens":1000,"seed":7,"stop":["END"]}""", "temperature,top_p")]
    [InlineData("o3-mini", "responses", """{"max_output_tokens":1000}""", "temperature,top_p,seed,stop")]
    [InlineData("o1-mini", "chat", """{"max_completion_tokens":1000,"seed":7}""", "temperature,top_p,stop")]
    [InlineData("gpt-5", "chat", """{"max_completion_tokens":1000,"seed":7}""", "temperature,top_p,stop")]
    [InlineData("gpt-5", "responses", """{"max_output_tokens":1000}""", "temperature,top_p,seed,stop")]
    [InlineData("gpt-5.1", "chat",
        """{"max_completion_tokens":1000,"temperature":0.2,"top_p":0.9,"seed":7}""", "stop")]
    [InlineData("gpt-5.1", "responses", """{"max_output_tokens":1000,"temperature":0.2,"top_p":0.9}""", "seed,stop")]
    [InlineData("gpt-5.5", "chat", """{"max_completion_tokens":1000,"seed":7}""", "temperature,top_p,stop")]
    [InlineData("gpt-5.6-sol", "chat", """{"max_completion_tokens":1000,"seed":7}""", "temperature,top_p,stop")]
    [InlineData("gpt-6-luna", "chat", """{"max_completion_tokens":1000,"seed":7}""", "temperature,top_p,stop")]
    [InlineData("gpt-6-luna", "responses", """{"max_output_tokens":1000}""", "temperature,top_p,seed,stop")]
    [InlineData("gpt-6.1-sol", "chat", """{"max_completion_tokens":1000,"seed":7}""", "temperature,top_p,stop")]
    [InlineData("gpt-6.1-sol", "responses", """{"max_output_tokens":1000}""", "temperature,top_p,seed,stop")]
    [InlineData("gpt-5.3-codex", "responses", """{"max_output_tokens":1000}""", "temperature,top_p,seed,stop")]
    [InlineData("gpt-5-pro", "responses", """{"max_output_tokens":1000}""", "temperature,top_p,seed,stop")]
    [InlineData("gpt-5.5-pro", "responses", """{"max_output_tokens":1000}""", "temperature,top_p,seed,stop")]
    [InlineData("openai/new", "chat",
        """{"max_completion_tokens":1000,"temperature":0.2,"top_p":0.9,"seed":7,"stop":["END"]}""", "")]
    [InlineData("openai/new", "responses", """{"max_output_tokens":1000,"temperature":0.2,"top_p":0.9}""", "seed,stop")]
    [InlineData("claude-3-haiku-20240307", "messages",
        """{"max_tokens":1000,"temperature":0.2,"top_p":0.9,"stop_sequences":["END"]}""", "seed")]
    [InlineData("claude-sonnet-4-20250514", "messages",
        """{"max_tokens":1000,"temperature":0.2,"top_p":0.9,"stop_sequences":["END"]}""", "seed")]
    [InlineData("claude-opus-4-1", "messages",
        """{"max_tokens":1000,"temperature":0.2,"stop_sequences":["END"]}""", "top_p,seed")]
    [InlineData("claude-haiku-4-5", "messages",
        """{"max_tokens":1000,"temperature":0.2,"stop_sequences":["END"]}""", "top_p,seed")]
    [InlineData("claude-opus-4-5", "messages",
        """{"max_tokens":1000,"temperature":0.2,"stop_sequences":["END"]}""", "top_p,seed")]
    [InlineData("claude-sonnet-4-6", "messages",
        """{"max_tokens":1000,"temperature":0.2,"stop_sequences":["END"]}""", "top_p,seed")]
    [InlineData("claude-opus-4-8", "messages",
        """{"max_tokens":1000,"stop_sequences":["END"]}""", "temperature,top_p,seed")]
    [InlineData("claude-sonnet-5", "messages",
        """{"max_tokens":1000,"stop_sequences":["END"]}""", "temperature,top_p,seed")]
    [InlineData("claude-haiku-5-5", "messages",
        """{"max_tokens":1000,"stop_sequences":["END"]}""", "temperature,top_p,seed")]
    [InlineData("claude-opus-5", "messages",
        """{"max_tokens":1000,"stop_sequences":["END"]}""", "temperature,top_p,seed")]
    [InlineData("claude-opus-5-5", "messages",
        """{"max_tokens":1000,"stop_sequences":["END"]}""", "temperature,top_p,seed")]
    [InlineData("anthropic/new", "messages",
        """{"max_tokens":1000,"temperature":0.2,"top_p":0.9,"stop_sequences":["END"]}""", "seed")]
    [InlineData("lab/llama", "chat",
        """{"max_tokens":1000,"temperature":0.2,"top_p":0.9,"seed":7,"stop":["END"]}""", "")]
    [InlineData("lab/llama", "responses", """{"max_output_tokens":1000,"temperature":0.2,"top_p":0.9}""", "seed,stop")]
    [InlineData("lab/llama", "messages",
        """{"max_tokens":1000,"temperature":0.2,"top_p":0.9,"stop_sequences":["END"]}""", "seed")]
    public void Sampling(string model, string dialect, string fields, string refused) =>
        AssertSent(
            new() { MaxOutputTokens = 1000, Temperature = 0.2m, TopP = 0.9m, Seed = 7, Stop = ["END"] },
            model, dialect, fields, refused);

    [Theory]
    [InlineData("gemini-3.5-flash", "chat",
        """{"max_tokens":1000,"temperature":0.2,"top_p":0.9,"seed":7,"stop":["END"]}""", "")]
    [InlineData("mistral/new", "chat",
        """{"max_tokens":1000,"temperature":0.2,"top_p":0.9,"random_seed":7,"stop":["END"]}""", "")]
    [InlineData("mistral-large-2512", "chat",
        """{"max_tokens":1000,"temperature":0.2,"top_p":0.9,"random_seed":7,"stop":["END"]}""", "")]
    [InlineData("mistral-medium-3-5", "chat",
        """{"max_tokens":1000,"temperature":0.2,"top_p":0.9,"random_seed":7,"stop":["END"]}""", "")]
    [InlineData("groq/openai/gpt-oss-20b", "chat",
        """{"max_tokens":1000,"temperature":0.2,"top_p":0.9,"seed":7,"stop":["END"]}""", "")]
    [InlineData("openrouter/any/model", "chat",
        """{"max_tokens":1000,"temperature":0.2,"top_p":0.9,"seed":7,"stop":["END"]}""", "")]
    [InlineData("deepseek-v4-flash", "chat",
        """{"max_tokens":1000,"temperature":0.2,"top_p":0.9,"stop":["END"]}""", "seed")]
    [InlineData("grok-4.3", "chat",
        """{"max_completion_tokens":1000,"temperature":0.2,"top_p":0.9,"seed":7}""", "stop")]
    [InlineData("grok-4.3", "responses",
        """{"max_output_tokens":1000,"temperature":0.2,"top_p":0.9}""", "seed,stop")]
    [InlineData("grok-4.6", "chat",
        """{"max_completion_tokens":1000,"temperature":0.2,"top_p":0.9,"seed":7}""", "stop")]
    [InlineData("grok-4.6", "responses",
        """{"max_output_tokens":1000,"temperature":0.2,"top_p":0.9}""", "seed,stop")]
    [InlineData("azure/my-deployment", "responses",
        """{"max_output_tokens":1000,"temperature":0.2,"top_p":0.9}""", "seed,stop")]
    [InlineData("azure/o3", "chat", """{"max_completion_tokens":1000,"seed":7}""", "temperature,top_p,stop")]
    public void Sampling_at_other_providers(string model, string dialect, string fields, string refused) =>
        Sampling(model, dialect, fields, refused);

    [Theory]
    [InlineData("gpt-4o", "chat", "{}", "effort,verbosity")]
    [InlineData("gpt-4o", "responses", "{}", "effort,verbosity")]
    [InlineData("o3", "chat", """{"reasoning_effort":"high"}""", "verbosity")]
    [InlineData("o3-mini", "responses", """{"reasoning":{"effort":"high"}}""", "verbosity")]
    [InlineData("o1-mini", "chat", "{}", "effort,verbosity")]
    [InlineData("gpt-5", "chat", """{"reasoning_effort":"high","verbosity":"low"}""", "")]
    [InlineData("gpt-5", "responses", """{"reasoning":{"effort":"high"},"text":{"verbosity":"low"}}""", "")]
    [InlineData("gpt-5.5", "chat", """{"reasoning_effort":"high","verbosity":"low"}""", "")]
    [InlineData("gpt-5.5", "responses", """{"reasoning":{"effort":"high"},"text":{"verbosity":"low"}}""", "")]
    [InlineData("gpt-6-luna", "chat", """{"reasoning_effort":"high","verbosity":"low"}""", "")]
    [InlineData("gpt-6.1-sol", "responses", """{"reasoning":{"effort":"high"},"text":{"verbosity":"low"}}""", "")]
    [InlineData("gpt-5.3-codex", "responses", """{"reasoning":{"effort":"high"},"text":{"verbosity":"low"}}""", "")]
    [InlineData("gpt-5-pro", "responses", """{"reasoning":{"effort":"high"},"text":{"verbosity":"low"}}""", "")]
    [InlineData("gpt-5.5-pro", "responses", """{"reasoning":{"effort":"high"},"text":{"verbosity":"low"}}""", "")]
    [InlineData("openai/new", "chat", """{"reasoning_effort":"high","verbosity":"low"}""", "")]
    [InlineData("claude-3-haiku-20240307", "messages", """{"max_tokens":4096}""", "effort,verbosity")]
    [InlineData("claude-opus-4-1", "messages", """{"max_tokens":32000}""", "effort,verbosity")]
    [InlineData("claude-haiku-4-5", "messages", """{"max_tokens":32000}""", "effort,verbosity")]
    [InlineData("claude-opus-4-5", "messages",
        """{"max_tokens":32000,"output_config":{"effort":"high"}}""", "verbosity")]
    [InlineData("claude-sonnet-4-6", "messages",
        """{"max_tokens":32000,"thinking":{"type":"adaptive"},"output_config":{"effort":"high"}}""", "verbosity")]
    [InlineData("claude-opus-4-8", "messages",
        """{"max_tokens":32000,"thinking":{"type":"adaptive"},"output_config":{"effort":"high"}}""", "verbosity")]
    [InlineData("claude-sonnet-5", "messages",
        """{"max_tokens":32000,"output_config":{"effort":"high"}}""", "verbosity")]
    [InlineData("claude-opus-5", "messages", """{"max_tokens":32000,"output_config":{"effort":"high"}}""", "verbosity")]
    [InlineData("claude-fable-5-1", "messages",
        """{"max_tokens":32000,"output_config":{"effort":"high"}}""", "verbosity")]
    [InlineData("anthropic/new", "messages", """{"max_tokens":32000,"output_config":{"effort":"high"}}""", "verbosity")]
    [InlineData("lab/llama", "chat", """{"reasoning_effort":"high","verbosity":"low"}""", "")]
    [InlineData("lab/llama", "messages", """{"max_tokens":32000,"output_config":{"effort":"high"}}""", "verbosity")]
    [InlineData("gemini-3.5-flash", "chat", """{"reasoning_effort":"high","verbosity":"low"}""", "")]
    [InlineData("mistral-large-2512", "chat", "{}", "effort,verbosity")]
    [InlineData("mistral-medium-3-5", "chat", """{"reasoning_effort":"high"}""", "verbosity")]
    [InlineData("groq/openai/gpt-oss-20b", "chat", """{"reasoning_effort":"high"}""", "verbosity")]
    [InlineData("openrouter/any/model", "chat", """{"reasoning":{"effort":"high"},"verbosity":"low"}""", "")]
    [InlineData("deepseek-v4-flash", "chat", """{"reasoning_effort":"high"}""", "verbosity")]
    [InlineData("grok-4.3", "responses", """{"reasoning":{"effort":"high"}}""", "verbosity")]
    [InlineData("ollama/llama3", "chat", """{"reasoning_effort":"high","verbosity":"low"}""", "")]
    public void Thinking(string model, string dialect, string fields, string refused) =>
        AssertSent(new() { Effort = "high", Verbosity = "low" }, model, dialect, fields, refused);

    [Theory]
    [InlineData("gpt-6-luna", "chat", """{"temperature":0.2,"reasoning_effort":"none"}""", "")]
    [InlineData("gpt-5.4", "responses", """{"temperature":0.2,"reasoning":{"effort":"none"}}""", "")]
    [InlineData("gpt-6-astra", "chat", "{}", "temperature,effort")]
    [InlineData("gpt-5", "chat", "{}", "temperature,effort")]
    [InlineData("claude-opus-4-6", "messages", """{"max_tokens":32000,"temperature":0.2}""", "")]
    [InlineData("claude-opus-4-7", "messages",
        """{"max_tokens":32000,"thinking":{"type":"disabled"}}""", "temperature")]
    [InlineData("claude-sonnet-5", "messages",
        """{"max_tokens":32000,"thinking":{"type":"disabled"}}""", "temperature")]
    [InlineData("claude-opus-5", "messages", """{"max_tokens":32000,"thinking":{"type":"disabled"}}""", "temperature")]
    [InlineData("claude-opus-5-5", "messages", """{"max_tokens":32000}""", "temperature,effort")]
    [InlineData("claude-sonnet-5-5", "messages", """{"max_tokens":32000}""", "temperature,effort")]
    [InlineData("claude-fable-5", "messages", """{"max_tokens":32000}""", "temperature,effort")]
    [InlineData("mistral-medium-3-5", "chat", """{"temperature":0.2,"reasoning_effort":"none"}""", "")]
    [InlineData("deepseek-v4-flash", "chat", """{"temperature":0.2,"thinking":{"type":"disabled"}}""", "")]
    [InlineData("grok-4.6", "chat", """{"temperature":0.2}""", "effort")]
    public void Not_thinking(string model, string dialect, string fields, string refused) =>
        AssertSent(new() { Effort = "none", Temperature = 0.2m }, model, dialect, fields, refused);

    [Theory]
    [InlineData("gpt-4.1", "")]
    [InlineData("o3", "low,medium,high")]
    [InlineData("o1", "low,medium,high")]
    [InlineData("gpt-5", "minimal,low,medium,high")]
    [InlineData("gpt-5.1", "none,low,medium,high")]
    [InlineData("gpt-5.2", "none,low,medium,high,xhigh")]
    [InlineData("gpt-5.4-mini", "none,low,medium,high,xhigh")]
    [InlineData("gpt-5.5", "none,low,medium,high,xhigh")]
    [InlineData("gpt-5.6-terra", "none,low,medium,high,xhigh,max")]
    [InlineData("gpt-6-sol", "none,low,medium,high,xhigh,max")]
    [InlineData("gpt-6.1-terra", "none,low,medium,high,xhigh,max")]
    [InlineData("gpt-6-astra", "low,medium,high,xhigh,max")]
    [InlineData("gpt-6.1-sol", "low,medium,high,xhigh,max")]
    [InlineData("gpt-5-pro", "high")]
    [InlineData("gpt-5.4-pro", "medium,high,xhigh")]
    [InlineData("openai/new", Efforts)]
    [InlineData("claude-3-7-sonnet-20250219", "")]
    [InlineData("claude-sonnet-4-5", "")]
    [InlineData("claude-opus-4-5", "low,medium,high")]
    [InlineData("claude-opus-4-6", "none,low,medium,high,max")]
    [InlineData("claude-opus-4-7", "none,low,medium,high,xhigh,max")]
    [InlineData("claude-sonnet-5", "none,low,medium,high,xhigh,max")]
    [InlineData("claude-opus-5", "none,low,medium,high,xhigh,max")]
    [InlineData("claude-fable-5-1", "low,medium,high,xhigh,max")]
    [InlineData("claude-opus-5-5", "low,medium,high,xhigh,max")]
    [InlineData("claude-sonnet-5-5", "low,medium,high,xhigh,max")]
    [InlineData("mistral-large-2512", "")]
    [InlineData("mistral-medium-3-5", "none,high")]
    [InlineData("groq/openai/gpt-oss-20b", "none,low,medium,high")]
    [InlineData("deepseek-v4-pro", "none,low,medium,high,xhigh,max")]
    [InlineData("grok-4.6", "low,medium,high,xhigh")]
    [InlineData("lab/llama", Efforts)]
    public void The_ladder_of_efforts(string model, string taken)
    {
        var resolved = Resolve(model);

        Assert.Equal(taken, string.Join(',', Efforts.Split(',').Where(effort =>
            resolved.Profile.Apply(new() { Effort = effort }, resolved.Dialect, resolved.Fact).Refused.Count == 0)));
    }

    [Theory]
    [InlineData("gpt-4o-mini", "chat", true, true)]
    [InlineData("gpt-4o-mini", "responses", true, true)]
    [InlineData("gpt-6.1-sol", "chat", true, true)]
    [InlineData("o1-mini", "chat", false, false)]
    [InlineData("gpt-5.5-pro", "responses", true, false)]
    [InlineData("claude-3-5-haiku-20241022", "messages", false, false)]
    [InlineData("claude-opus-4-1", "messages", false, false)]
    [InlineData("claude-sonnet-4-5", "messages", false, true)]
    [InlineData("claude-opus-4-5", "messages", false, true)]
    [InlineData("claude-haiku-5-5", "messages", false, true)]
    [InlineData("deepseek-v4-flash", "chat", true, false)]
    [InlineData("mistral-large-2512", "chat", true, true)]
    [InlineData("lab/llama", "chat", true, true)]
    public void The_shape_of_the_answer(string model, string dialect, bool json, bool schema)
    {
        var resolved = Resolve(model);
        var wantsJson = new Parameters { Format = new AnswerFormat.AnyJson() };
        var wantsSchema = new Parameters { Format = new AnswerFormat.JsonSchema("answer", JsonElement.Parse("""{"type":"object"}""")) };

        var anyJson = resolved.Profile.Apply(wantsJson, dialect, resolved.Fact);
        var bySchema = resolved.Profile.Apply(wantsSchema, dialect, resolved.Fact);

        Assert.Equal(json, anyJson.Settings.Format is AnswerFormat.AnyJson);
        Assert.Empty(anyJson.Refused);
        Assert.Equal(schema, bySchema.Settings.Format is AnswerFormat.JsonSchema);
        Assert.Equal(schema ? [] : ["format"], bySchema.Refused.Select(refused => refused.Parameter));
    }

    [Theory]
    [InlineData("gpt-4o", "system")]
    [InlineData("o3", "developer")]
    [InlineData("o1-mini", null)]
    [InlineData("gpt-5", "developer")]
    [InlineData("gpt-6.1-sol", "developer")]
    [InlineData("gpt-5-pro", "developer")]
    [InlineData("claude-haiku-5-5", "system")]
    [InlineData("gemini-3.5-flash", "system")]
    [InlineData("grok-4.6", "system")]
    [InlineData("azure/o3", "developer")]
    [InlineData("lab/llama", "system")]
    public void The_role_of_the_instruction(string model, string? role) =>
        Assert.Equal(role, Resolve(model).Profile.Apply(new(), Resolve(model).Dialect, null).Settings.InstructionRole);

    [Fact]
    public void Every_profile_is_held_by_a_line_of_these_tables()
    {
        var lines = ((string[])[nameof(Sampling), nameof(Sampling_at_other_providers)])
            .SelectMany(table => typeof(RequestProfileGoldenTests).GetMethod(table)!
                .GetCustomAttributes(typeof(InlineDataAttribute), inherit: false).Cast<InlineDataAttribute>());

        Assert.Equal(
            ModelCatalogue.Embedded().Profiles.Values
                .SelectMany(profile => profile.Dialects.Select(dialect => $"{profile.Name} {dialect}")).Order(),
            lines.Select(line => $"{Resolve((string)line.Data[0]!).Profile.Name} {line.Data[1]}").Distinct().Order());
    }

    private static void AssertSent(Parameters asked, string model, string dialect, string fields, string refused)
    {
        var resolved = Resolve(model);

        var result = resolved.Profile.Apply(asked, dialect, resolved.Fact);

        Assert.Equal(fields, Written(result.Settings));
        Assert.Equal(refused, string.Join(',', result.Refused.Select(parameter => parameter.Parameter)));
        Assert.Equal(refused, string.Join(',', result.Settings.Omitted));
    }

    private static string Written(RequestSettings settings) =>
        "{" + string.Join(',', settings.Fields.Select(field => $"\"{field.Key}\":{field.Value.GetRawText()}")) + "}";

    private static ResolvedModel Resolve(string model)
    {
        var settings = new Dictionary<string, ProviderSettings>
        {
            ["lab"] = new() { BaseUrl = new("http://127.0.0.1:8000/v1"), Place = new("suite.yaml") },
        };
        return Assert.IsType<Resolution.Found>(ModelCatalogue.Embedded().Resolve(model, settings)).Model;
    }
}
