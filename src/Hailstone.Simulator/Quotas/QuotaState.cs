namespace Hailstone.Simulator.Quotas;

/// <summary>What a bucket counts, and over how long.</summary>
internal enum QuotaKind
{
    /// <summary>RPM.</summary>
    RequestsPerMinute,

    /// <summary>RPD.</summary>
    RequestsPerDay,

    /// <summary>TPM.</summary>
    TokensPerMinute,
}

/// <summary>What the headers say of a bucket.</summary>
/// <param name="Kind">What it counts.</param>
/// <param name="Limit">Its limit in its window.</param>
/// <param name="Remaining">What could be taken now.</param>
/// <param name="Reset">How long until it is full.</param>
internal readonly record struct BucketState(QuotaKind Kind, long Limit, long Remaining, TimeSpan Reset);

/// <summary>A bucket that could not give what was asked.</summary>
/// <param name="Kind">What it counts.</param>
/// <param name="Limit">Its limit in its window; of a request that is too large, the most that ever fits.</param>
/// <param name="Used">What of the limit is used, or null where the request is too large.</param>
/// <param name="Requested">What was asked.</param>
/// <param name="Wait">How long until it fits, or null where it never does.</param>
internal sealed record QuotaRefusal(QuotaKind Kind, long Limit, long? Used, long Requested, TimeSpan? Wait);
