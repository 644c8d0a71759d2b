using Hailstone.Suites;

namespace Hailstone.Catalogue;

/// <summary>What is known of a provider's API.</summary>
public sealed record ProviderFact
{
    /// <summary>The provider's id: <c>openai</c>.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// The dialects that it speaks, the preferred one first: <c>chat</c>, <c>responses</c>, <c>messages</c>.
    /// </summary>
    public required IReadOnlyList<string> Dialects { get; init; }

    /// <summary>
    /// Where its API is; OpenAI's includes <c>/v1</c>, Anthropic's does not. Null where each account has an address of
    /// its own, which only its owner can say.
    /// </summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>The environment variable that overrides <see cref="BaseUrl"/>; null where there is none.</summary>
    public string? EndpointVariable { get; init; }

    /// <summary>The environment variable that holds the key; null where the provider needs none.</summary>
    public string? KeyVariable { get; init; }

    /// <summary>The request profile of models that the catalogue does not know.</summary>
    public required string DefaultProfile { get; init; }

    /// <summary>What to assume of an account whose limits are not known, by tier and pool; headers win.</summary>
    public IReadOnlyList<TierLimits> Tiers
    {
        get => field ?? [];
        init;
    }

    /// <summary>How the provider counts what a request takes from the token bucket.</summary>
    public ChargeRule ChargeRule { get; init; }

    /// <summary>Whether it is a server without quota.</summary>
    public bool Unlimited { get; init; }

    /// <summary>The tokenizer that counts its tokens; by default none is known.</summary>
    public TokenizerKind Tokenizer { get; init; }

    /// <summary>What names that the catalogue does not know may mean, the first that fits first.</summary>
    public IReadOnlyList<NamePattern> Patterns
    {
        get => field ?? [];
        init;
    }

    /// <summary>Other names by which lists of prices call it.</summary>
    public IReadOnlyList<string> AlsoCalled
    {
        get => field ?? [];
        init;
    }

    /// <summary>Where these facts come from: keys of the catalogue's sources; empty for a suite's own.</summary>
    public IReadOnlyList<string> Sources
    {
        get => field ?? [];
        init;
    }

    /// <summary>The day they were last looked at; the first of all days for a suite's own provider.</summary>
    public DateOnly VerifiedOn { get; init; }

    /// <summary>What else is worth knowing, or null.</summary>
    public string? Note { get; init; }
}

/// <summary>A tokenizer that is known exactly.</summary>
public enum TokenizerKind
{
    /// <summary>None: tokens are estimated from characters.</summary>
    Unknown,

    /// <summary>OpenAI's of 2024 and later.</summary>
    O200kBase,
}

/// <summary>A shape of names that tells which model one behaves like.</summary>
public sealed record NamePattern
{
    /// <summary>The provider whose models are meant.</summary>
    public required string Of { get; init; }

    /// <summary>A pattern from the name's start; its group <c>id</c> is the id or an alias of the model.</summary>
    public required string Match { get; init; }

    /// <summary>Whether what is so named ends with that model, as a fine-tuned one does.</summary>
    public bool DiesWith { get; init; }
}

/// <summary>How a provider counts what a request takes from its token bucket.</summary>
public enum ChargeRule
{
    /// <summary>Not known: estimated input and the output cap together.</summary>
    Unknown,

    /// <summary>The larger of the output cap and an estimate of the input (OpenAI).</summary>
    LargerOfCapAndEstimate,

    /// <summary>Input as estimated, output as it is produced, cache reads free (Anthropic).</summary>
    InputAndProducedOutput,

    /// <summary>Input and output cap together, never settled (Azure).</summary>
    InputAndCap,

    /// <summary>Input and output as they were (Groq, Mistral).</summary>
    Total,
}

/// <summary>Limits of one pool in one tier.</summary>
/// <param name="Tier">The tier, as the provider names or numbers it.</param>
/// <param name="Pool">The pool; <c>*</c> for all that have no line of their own.</param>
/// <param name="Limits">The limits.</param>
/// <param name="Sources">Where they come from.</param>
/// <param name="VerifiedOn">The day they were last looked at.</param>
public sealed record TierLimits(
    string Tier, string Pool, QuotaSettings Limits, IReadOnlyList<string> Sources, DateOnly VerifiedOn);
