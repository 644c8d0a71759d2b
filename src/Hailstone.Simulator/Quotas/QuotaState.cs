namespace Hailstone.Simulator.Quotas;

/// <summary>What a limit counts, and over how long.</summary>
internal enum QuotaKind
{
    /// <summary>RPM.</summary>
    RequestsPerMinute,

    /// <summary>RPD.</summary>
    RequestsPerDay,

    /// <summary>TPM.</summary>
    TokensPerMinute,

    /// <summary>TPD.</summary>
    TokensPerDay,

    /// <summary>TPM of one project.</summary>
    ProjectTokensPerMinute,

    /// <summary>ITPM.</summary>
    InputTokensPerMinute,

    /// <summary>OTPM.</summary>
    OutputTokensPerMinute,
}

/// <summary>What the headers say of a limit.</summary>
/// <param name="Kind">What it counts.</param>
/// <param name="Limit">Its limit in its window; of a counter by windows, the window's share.</param>
/// <param name="Remaining">What could be taken now.</param>
/// <param name="Reset">How long until all of it is there again.</param>
internal readonly record struct BucketState(QuotaKind Kind, long Limit, long Remaining, TimeSpan Reset);

/// <summary>A limit that could not give what was asked.</summary>
/// <param name="Kind">What it counts.</param>
/// <param name="Limit">Its limit in its window; of a request that is too large, the most that ever fits.</param>
/// <param name="Used">What of the limit is used, or null where the request is too large.</param>
/// <param name="Requested">What was asked.</param>
/// <param name="Wait">How long until it fits, or null where it never does.</param>
internal sealed record QuotaRefusal(QuotaKind Kind, long Limit, long? Used, long Requested, TimeSpan? Wait)
{
    /// <summary>Its name in the books.</summary>
    public string Reason => Used is null && Limit > 0 ? "too_large" : NameOf(Kind);

    /// <summary>Whether it counts tokens, and not requests.</summary>
    public bool CountsTokens => Kind is not (QuotaKind.RequestsPerMinute or QuotaKind.RequestsPerDay);

    /// <summary>The name of a limit in the books.</summary>
    public static string NameOf(QuotaKind kind) => kind switch
    {
        QuotaKind.RequestsPerMinute => "requests_per_minute",
        QuotaKind.RequestsPerDay => "requests_per_day",
        QuotaKind.TokensPerMinute => "tokens_per_minute",
        QuotaKind.TokensPerDay => "tokens_per_day",
        QuotaKind.ProjectTokensPerMinute => "project_tokens_per_minute",
        QuotaKind.InputTokensPerMinute => "input_tokens_per_minute",
        QuotaKind.OutputTokensPerMinute => "output_tokens_per_minute",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}

/// <summary>A client whose use grows too fast.</summary>
/// <param name="Allowed">Input tokens a minute that are allowed now.</param>
/// <param name="Next">What is allowed after the next step.</param>
/// <param name="Wait">How long until the request fits.</param>
internal sealed record RampRefusal(long Allowed, long Next, TimeSpan Wait);
