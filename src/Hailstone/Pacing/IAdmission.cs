using Hailstone.Catalogue;

namespace Hailstone.Pacing;

/// <summary>Decides when a request may leave, and learns from what becomes of it. Time is handed in.</summary>
/// <remarks>
/// Each request goes through <see cref="WaitBefore"/>, <see cref="Admit"/>, <see cref="Learn"/> when its head arrives,
/// and one of <see cref="Succeeded"/>, <see cref="Failed"/> and <see cref="Dropped"/>. One owner, no locks.
/// </remarks>
internal interface IAdmission
{
    /// <summary>The name of what is guarded: provider and limit pool.</summary>
    string Name { get; }

    /// <summary>The quotas that are known, in the order in which they became known.</summary>
    IReadOnlyList<Bucket> Buckets { get; }

    /// <summary>What else is known of how the provider does.</summary>
    PoolHealth HealthAt(TimeSpan now);

    /// <summary>How long a charge must wait before it may be sent.</summary>
    /// <returns>Zero where it may be sent now; null where it waits for another request's end.</returns>
    TimeSpan? WaitBefore(Charge charge, TimeSpan now);

    /// <summary>Takes a charge from every bucket in one step.</summary>
    Permit Admit(Charge charge, TimeSpan now);

    /// <summary>Status and headers arrived.</summary>
    /// <param name="permit">The request's permit.</param>
    /// <param name="status">The status.</param>
    /// <param name="readings">What the headers say of the quota.</param>
    /// <param name="retryAfter">How long the headers of a refusal ask to wait; null where they do not.</param>
    /// <param name="now">The time.</param>
    /// <returns>What the provider charged for the request in tokens, where that can be seen; else null.</returns>
    double? Learn(
        Permit permit, int status, IReadOnlyList<BucketReading> readings, TimeSpan? retryAfter, TimeSpan now);

    /// <summary>An answer came.</summary>
    /// <param name="permit">The request's permit.</param>
    /// <param name="usage">Tokens as counted, or null.</param>
    /// <param name="latency">How long it took.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether an outage is over by it.</returns>
    bool Succeeded(Permit permit, Usage? usage, TimeSpan latency, TimeSpan now);

    /// <summary>A request failed.</summary>
    /// <param name="permit">The request's permit.</param>
    /// <param name="failure">What the failure means.</param>
    /// <param name="usage">Tokens as counted, or null.</param>
    /// <param name="now">The time.</param>
    /// <param name="random">Chance.</param>
    Setback Failed(Permit permit, Classified failure, Usage? usage, TimeSpan now, Random random);

    /// <summary>A request was dropped by us: nothing is learned from it, and its charge stays taken.</summary>
    void Dropped(Permit permit, TimeSpan now);

    /// <summary>The least seconds that the answers needed under the quotas as known; null where none is.</summary>
    double? LowerBoundSeconds(TimeSpan shortest);
}

/// <summary>How a pool does.</summary>
/// <param name="IsDown">Whether it is taken to be down, and only probed.</param>
/// <param name="SparesTries">Whether a failure costs no try.</param>
/// <param name="Share">The share of its requests of the last half minute that did not meet trouble.</param>
/// <param name="LastAlive">When the last request left that it answered in any way.</param>
/// <param name="BlockedUntil">Until when it is not asked; in the past where it is.</param>
internal readonly record struct PoolHealth(
    bool IsDown, bool SparesTries, double Share, TimeSpan LastAlive, TimeSpan BlockedUntil);

/// <summary>What a failure means to its pool.</summary>
/// <param name="Wait">How long the trial is to wait at least.</param>
/// <param name="Opened">Whether the provider is taken to be down from now on.</param>
/// <param name="Closed">Whether an outage is over by it.</param>
internal readonly record struct Setback(TimeSpan Wait, bool Opened, bool Closed);
