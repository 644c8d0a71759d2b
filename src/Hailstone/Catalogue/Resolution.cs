using Hailstone.Suites;

namespace Hailstone.Catalogue;

/// <summary>What a model's name in a suite turned out to mean.</summary>
public abstract record Resolution
{
    private Resolution()
    {
    }

    /// <summary>A model that can be asked.</summary>
    /// <param name="Model">The model.</param>
    public sealed record Found(ResolvedModel Model) : Resolution;

    /// <summary>A bare id that nobody knows.</summary>
    /// <param name="Nearest">The nearest ids, the nearest first; may be empty.</param>
    public sealed record Unknown(IReadOnlyList<string> Nearest) : Resolution;

    /// <summary><c>provider/id</c> whose provider nobody knows.</summary>
    /// <param name="Provider">The provider as written.</param>
    /// <param name="Known">The providers that are known.</param>
    public sealed record UnknownProvider(string Provider, IReadOnlyList<string> Known) : Resolution;
}

/// <summary>A model, where to ask it, and how.</summary>
public sealed record ResolvedModel
{
    /// <summary>The provider, with the suite's own settings already laid over the catalogue's.</summary>
    public required ProviderFact Provider { get; init; }

    /// <summary>The id to send.</summary>
    public required string WireId { get; init; }

    /// <summary>What is known of the model; null where the catalogue does not know it.</summary>
    public ModelFact? Fact { get; init; }

    /// <summary>The request profile: the model's, or the provider's default.</summary>
    public required RequestProfile Profile { get; init; }

    /// <summary>The dialect to ask it in: the first of the provider's that the profile allows.</summary>
    public required string Dialect { get; init; }

    /// <summary>The quota pool.</summary>
    public required string Pool { get; init; }

    /// <summary>What is known of the account's limits in that pool; null where nothing is.</summary>
    public QuotaSettings? Limits { get; init; }

    /// <summary>
    /// Whether nobody has looked at what is sent to this very model: its rules are those of a model that its name
    /// points to, or its provider's usual ones.
    /// </summary>
    public bool Unverified { get; init; }

    /// <summary>Whether the name was an old spelling that no API takes.</summary>
    public bool OldSpelling { get; init; }
}
