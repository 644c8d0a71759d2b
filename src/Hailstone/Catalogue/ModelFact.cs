namespace Hailstone.Catalogue;

/// <summary>What is known of a model, and from where.</summary>
public sealed record ModelFact
{
    /// <summary>The id that the provider's API takes.</summary>
    public required string Id { get; init; }

    /// <summary>The provider's id.</summary>
    public required string Provider { get; init; }

    /// <summary>Where it stands in its life on the day the catalogue was made.</summary>
    public required Lifecycle Lifecycle { get; init; }

    /// <summary>
    /// The day it came out, as exact as known: <c>2026-10</c> or <c>2026-10-07</c>; null where not known.
    /// </summary>
    public string? Released { get; init; }

    /// <summary>The day it is switched off, or the first day it may be; null where none is announced.</summary>
    public DateOnly? Retires { get; init; }

    /// <summary>Whether <see cref="Retires"/> is a date, a floor, or was seen after the event.</summary>
    public RetirementKind? RetirementKind { get; init; }

    /// <summary>The id that the vendor names as its successor; null where none is named.</summary>
    public string? Replacement { get; init; }

    /// <summary>What it shares with models that its vendor calls by the same name; null where it shares none.</summary>
    public string? Family { get; init; }

    /// <summary>Other ids of the API that name the same model.</summary>
    public IReadOnlyList<string> Aliases
    {
        get => field ?? [];
        init;
    }

    /// <summary>Spellings that people use and no API takes: known so that the right id can be named.</summary>
    public IReadOnlyList<string> OldSpellings
    {
        get => field ?? [];
        init;
    }

    /// <summary>The name of its request profile.</summary>
    public required string Profile { get; init; }

    /// <summary>The effort that holds where none is sent; null where the model has none or it is not known.</summary>
    public string? DefaultEffort { get; init; }

    /// <summary>The efforts that it takes, where they differ from its profile's; null takes the profile's.</summary>
    public IReadOnlyList<string>? Efforts { get; init; }

    /// <summary>The context window in tokens; null where not known.</summary>
    public long? ContextTokens { get; init; }

    /// <summary>The longest input in tokens; null where not known.</summary>
    public long? MaxInputTokens { get; init; }

    /// <summary>The longest output in tokens; null where not known.</summary>
    public long? MaxOutputTokens { get; init; }

    /// <summary>
    /// Tokens that it counts for a text, over what is usual for its provider; null where nothing of the kind is known.
    /// </summary>
    public double? TokenFactor { get; init; }

    /// <summary>Its prices, the oldest first; empty where none is known.</summary>
    public IReadOnlyList<Price> Prices
    {
        get => field ?? [];
        init;
    }

    /// <summary>The quota pool that it shares with others; its own id where it shares with none.</summary>
    public required string Pool { get; init; }

    /// <summary>Where these facts come from: keys of the catalogue's sources.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>The day they were last looked at.</summary>
    public required DateOnly VerifiedOn { get; init; }

    /// <summary>What else is worth knowing, or null.</summary>
    public string? Note { get; init; }

    /// <summary>
    /// The same rules and limits under another name: what is known of one and assumed of the other. Prices are not
    /// assumed, nor, at another provider, an end.
    /// </summary>
    /// <param name="provider">The other's provider.</param>
    /// <param name="id">The other's id.</param>
    /// <param name="diesWith">Whether it ends with this one.</param>
    internal ModelFact As(string provider, string id, bool diesWith) => this with
    {
        Id = id,
        Provider = provider,
        Lifecycle = diesWith ? Lifecycle : Lifecycle.Active,
        Released = null,
        Retires = diesWith ? Retires : null,
        RetirementKind = diesWith ? RetirementKind : null,
        Replacement = diesWith ? Replacement : null,
        Aliases = [],
        OldSpellings = [],
        Prices = [],
        Pool = id,
        Note = null,
    };

    /// <summary>The price that holds on a day, or null where none is known for it.</summary>
    /// <param name="day">The day.</param>
    public Price? PriceOn(DateOnly day) =>
        Prices.LastOrDefault(price =>
            (price.From is null || price.From <= day) && (price.To is null || day <= price.To));

    /// <summary>Whether the model is switched off on a day, as far as is known.</summary>
    /// <param name="day">The day.</param>
    public bool IsRetiredOn(DateOnly day) =>
        Lifecycle == Lifecycle.Retired || (RetirementKind == Catalogue.RetirementKind.Fixed && Retires <= day);
}

/// <summary>Where a model stands in its life.</summary>
public enum Lifecycle
{
    /// <summary>Offered.</summary>
    Active,

    /// <summary>Offered, with a newer one beside it.</summary>
    Legacy,

    /// <summary>Offered, with an announced end.</summary>
    Deprecated,

    /// <summary>Switched off.</summary>
    Retired,
}

/// <summary>What a retirement date means.</summary>
public enum RetirementKind
{
    /// <summary>Switched off on that day.</summary>
    Fixed,

    /// <summary>Not switched off before that day.</summary>
    Floor,

    /// <summary>Was seen to be gone on that day.</summary>
    Observed,
}
