using System.Text.Json;

namespace Hailstone.Suites;

/// <summary>Parameters of a request in neutral names. What is null was not asked for and is not sent.</summary>
public sealed record Parameters
{
    /// <summary>The most tokens to produce, reasoning included; 1 or more.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>Sampling temperature, 0 to 2.</summary>
    public decimal? Temperature { get; init; }

    /// <summary>Nucleus sampling mass, over 0 to 1.</summary>
    public decimal? TopP { get; init; }

    /// <summary>
    /// Reasoning effort: <c>none</c>, <c>minimal</c>, <c>low</c>, <c>medium</c>, <c>high</c>, <c>xhigh</c>, <c>max</c>.
    /// </summary>
    public string? Effort { get; init; }

    /// <summary>Length of answers: <c>low</c>, <c>medium</c>, <c>high</c>.</summary>
    public string? Verbosity { get; init; }

    /// <summary>The provider's sampling seed.</summary>
    public long? Seed { get; init; }

    /// <summary>Texts that end an answer; 1 to 4 of them.</summary>
    public IReadOnlyList<string>? Stop { get; init; }

    /// <summary>Whether the answer is streamed; default true.</summary>
    public bool Stream { get; init; } = true;

    /// <summary>The shape of the answer; default text.</summary>
    public AnswerFormat Format { get; init; } = new AnswerFormat.PlainText();

    /// <summary>What to do with a parameter that the model refuses; default an error before the run.</summary>
    public OnUnsupported OnUnsupported { get; init; }
}

/// <summary>The shape of an answer.</summary>
public abstract record AnswerFormat
{
    private AnswerFormat()
    {
    }

    /// <summary>Free text.</summary>
    public sealed record PlainText : AnswerFormat;

    /// <summary>Any JSON: by the API's JSON mode where there is one, else by the prompt alone.</summary>
    public sealed record AnyJson : AnswerFormat;

    /// <summary>JSON after a schema.</summary>
    /// <param name="Name">The schema's name: its file's name without ending.</param>
    /// <param name="Schema">The schema.</param>
    public sealed record JsonSchema(string Name, JsonElement Schema) : AnswerFormat;
}

/// <summary>What to do with a parameter that the model refuses.</summary>
public enum OnUnsupported
{
    /// <summary>Refuse the target before the run, with the line to change.</summary>
    Error,

    /// <summary>Leave the parameter out, record it, and name it in the report.</summary>
    Omit,
}
