using Hailstone.Catalogue;
using Hailstone.Pacing;
using Hailstone.Suites;

namespace Hailstone.Middleware;

/// <summary>How a <see cref="Pacer"/> paces. The defaults need nothing to be known.</summary>
public sealed record PacerOptions
{
    /// <summary>By which rules to decide; default <see cref="PacingPolicy.Adaptive"/>.</summary>
    public PacingPolicy Policy { get; init; } = new PacingPolicy.Adaptive();

    /// <summary>
    /// The limits of a pool as its account has them; default none is known. What the provider's headers say wins.
    /// </summary>
    public Func<PoolId, QuotaSettings?> Limits { get; init; } = static _ => null;

    /// <summary>
    /// How a pool's provider counts tokens; default as the catalogue says of the host, else
    /// <see cref="ChargeRule.Unknown"/>.
    /// </summary>
    public Func<PoolId, ChargeRule> Charging { get; init; } = OfCatalogue;

    /// <summary>
    /// The pool that calls are counted in; default the call's own. Where models share a quota, give them one name:
    /// <c>id => id with { Model = "family" }</c>.
    /// </summary>
    public Func<PoolId, PoolId> Pool { get; init; } = static id => id;

    /// <summary>Calls of a pool that may be out at once, 1 or more; default null: as many as serve the quota.</summary>
    public int? InFlight { get; init; }

    /// <summary>
    /// Calls of a pool that may wait to be sent for the first time; default 10,000. One more is refused with a
    /// <see cref="PacingException"/>.
    /// </summary>
    public int MostWaiting { get; init; } = 10_000;

    /// <summary>
    /// The longest that a provider may make a call wait, as it is foreseen; default 15 minutes. A longer wait is not
    /// begun: the caller gets the refusal, or a <see cref="PacingException"/> where the call was never sent.
    /// </summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(15);

    private static ChargeRule OfCatalogue(PoolId pool) => ModelCatalogue.Embedded().Providers
        .FirstOrDefault(provider => provider.BaseUrl is { IsLoopback: false } url && url.Authority == pool.Host)
        ?.ChargeRule ?? ChargeRule.Unknown;
}
