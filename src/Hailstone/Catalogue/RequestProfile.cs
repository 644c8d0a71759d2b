using System.Text.Json;
using Hailstone.Suites;

namespace Hailstone.Catalogue;

/// <summary>Which parameters a family of models takes, and under what names.</summary>
public sealed class RequestProfile
{
    /// <summary>The profile's name.</summary>
    public required string Name { get; init; }

    /// <summary>The dialects that the family can be asked in, the preferred one first.</summary>
    public required IReadOnlyList<string> Dialects { get; init; }

    /// <summary>Whether the family thinks before it answers (and spends output tokens on it).</summary>
    public bool Reasons { get; init; }

    /// <summary>Whether it thinks at its default effort where none is asked; false: it does not think then.</summary>
    public bool ThinksUnasked { get; init; } = true;

    /// <summary>Whether answers can be streamed; default true.</summary>
    public bool Streams { get; init; } = true;

    /// <summary>The role of the instruction; null folds it into the question.</summary>
    public string? InstructionRole { get; init; }

    /// <summary>The dialects in which the API has a mode for any JSON.</summary>
    public IReadOnlyList<string> Json { get; init; } = [];

    /// <summary>The dialects in which the API takes a JSON Schema.</summary>
    public IReadOnlyList<string> JsonSchema { get; init; } = [];

    /// <summary>Whose limits a JSON Schema must keep; null where none are known.</summary>
    public SchemaLimits? StrictSchemas { get; init; }

    /// <summary>The rules by the suite's names of parameters; what has none is refused.</summary>
    public IReadOnlyDictionary<string, ParameterRule> Rules { get; init; } =
        new Dictionary<string, ParameterRule>(StringComparer.Ordinal);

    /// <summary>Where the rules come from: keys of the catalogue's sources.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>The day they were last looked at.</summary>
    public DateOnly VerifiedOn { get; init; }

    /// <summary>What else is worth knowing, or null.</summary>
    public string? Note { get; init; }

    /// <summary>Turns what was asked into what is sent.</summary>
    /// <param name="asked">The parameters as asked.</param>
    /// <param name="dialect">The dialect to write them in.</param>
    /// <param name="model">What is known of the model, or null.</param>
    /// <returns>What to send and what is refused; nothing is dropped silently.</returns>
    /// <remarks>
    /// Two things are not parameters and are settled without a refusal: an answer is not streamed where the family
    /// cannot, and <c>format: json</c> is left to the prompt where the API has no mode for it.
    /// </remarks>
    public ProfileResult Apply(Parameters asked, string dialect, ModelFact? model) =>
        new RuleReading(this, asked, dialect, model).Result();
}

/// <summary>What a profile makes of parameters.</summary>
/// <param name="Settings">What to send; refused parameters are left out of it.</param>
/// <param name="Refused">What the model does not take; empty where all is well.</param>
public sealed record ProfileResult(RequestSettings Settings, IReadOnlyList<RefusedParameter> Refused);

/// <summary>A parameter that a model does not take.</summary>
/// <param name="Parameter">The suite's name of it: <c>temperature</c>.</param>
/// <param name="Reason">Why, one sentence in the person's language.</param>
/// <param name="Mend">What to write instead, one sentence in the person's language.</param>
public sealed record RefusedParameter(string Parameter, string Reason, string Mend);

/// <summary>What is sent beside the model and the question, in the words of one dialect.</summary>
public sealed record RequestSettings
{
    /// <summary>The dialect that these words belong to.</summary>
    public required string Dialect { get; init; }

    /// <summary>
    /// The role of the instruction (<c>system</c>, <c>developer</c>); null folds it into the question.
    /// </summary>
    public string? InstructionRole { get; init; }

    /// <summary>Fields of the request's body by their wire names, in a fixed order.</summary>
    public required IReadOnlyList<KeyValuePair<string, JsonElement>> Fields { get; init; }

    /// <summary>The shape of the answer as the API is told; text where it has no mode for what was asked.</summary>
    public AnswerFormat Format { get; init; } = new AnswerFormat.PlainText();

    /// <summary>Whether the answer is streamed.</summary>
    public bool Stream { get; init; } = true;

    /// <summary>
    /// The most tokens that an answer can have: the cap sent, else the model's own; null where not known.
    /// </summary>
    public long? OutputCapTokens { get; init; }

    /// <summary>Parameters that were asked for and are not sent, by the suite's names.</summary>
    public IReadOnlyList<string> Omitted { get; init; } = [];
}

/// <summary>Whose limits a JSON Schema of an answer must keep.</summary>
public enum SchemaLimits
{
    /// <summary>OpenAI's strict mode.</summary>
    OpenAi,

    /// <summary>Anthropic's <c>output_config.format</c>.</summary>
    Anthropic,
}
