using Hailstone.Providers;

namespace Hailstone.Pacing;

/// <summary>What a failure means: what it is, how long to wait, and what to do about it.</summary>
public sealed record Classified
{
    /// <summary>What kind of end it is.</summary>
    public required FailureClass Class { get; init; }

    /// <summary>A stable name of the kind: <c>rate_limit</c>, <c>overloaded</c>, <c>invalid_key</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The least time to wait as the provider said it; null where it did not.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// The bucket that was empty (<c>requests</c>, <c>tokens</c>, <c>input_tokens</c>, ...); null where not named.
    /// </summary>
    public string? Bucket { get; init; }

    /// <summary>What the words of a rate limit say of the bucket; null elsewhere.</summary>
    internal LimitText? Words { get; init; }

    /// <summary>For what concerns one trial: the outcome that it has; null elsewhere.</summary>
    public TrialFault? Fault { get; init; }

    /// <summary>What to do, one sentence in the person's language; null where waiting is all there is to do.</summary>
    public string? Mend { get; init; }
}

/// <summary>What kind of end a failure is. The classes of docs/pacing.md.</summary>
public enum FailureClass
{
    /// <summary>Not executed: come back later, at no cost and without limit.</summary>
    Wait,

    /// <summary>
    /// Not executed because the provider is full or gone: as <see cref="Wait"/>, and a sign of an outage.
    /// </summary>
    Capacity,

    /// <summary>May have been executed: again, a few times.</summary>
    MayHaveRun,

    /// <summary>Concerns this trial for good.</summary>
    Trial,

    /// <summary>Concerns this model for good.</summary>
    Model,

    /// <summary>Concerns this key for good.</summary>
    Key,
}

/// <summary>What is wrong with a trial for good.</summary>
public enum TrialFault
{
    /// <summary>The prompt is longer than the model or the tier takes.</summary>
    TooLong,

    /// <summary>A policy or filter blocked the question.</summary>
    Filtered,
}

/// <summary>Says what failures mean.</summary>
/// <remarks>
/// The most telling evidence decides: the error's code, then its words, then its type, then <c>x-should-retry</c>, then
/// the status, then the kind of exception.
/// </remarks>
public static class Classification
{
    /// <summary>Says what a failure means: total, and without any effect.</summary>
    /// <param name="failure">The evidence.</param>
    /// <param name="now">When it arrived, for dates in headers where the server sent no date itself.</param>
    public static Classified Of(Failure failure, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(failure);
        var evidence = new ErrorEvidence(failure, now);
        var kind = Kind(evidence);
        return new Classified
        {
            Class = kind.Class,
            Name = kind.Name,
            Fault = kind.Fault,
            RetryAfter = Wait(kind, evidence),
            Bucket = kind.Class == FailureClass.Wait ? EmptyBucket.Of(evidence) : null,
            Words = kind.Class == FailureClass.Wait ? evidence.Limits : null,
            Mend = Mends.Of(kind, evidence),
        };
    }

    private static ErrorKind Kind(ErrorEvidence evidence)
    {
        var kind = Said(evidence)
            ?? StatusRules.Of(evidence)
            ?? ErrorWords.WeakOf(evidence)
            ?? StatusRules.OfKind(evidence);
        if (kind == ErrorKind.RateLimit)
            return RateLimitRules.Refine(evidence);
        // OpenRouter: credit that other requests in flight hold comes back; credit that is spent does not.
        return kind == ErrorKind.Billing && evidence is { Status: 402, RetryAfter: not null }
            ? ErrorKind.CreditInFlight
            : kind;
    }

    /// <summary>What the provider itself says, in the order of how much it tells.</summary>
    private static ErrorKind? Said(ErrorEvidence evidence) => evidence.FromProvider
        ? RelayEnvelope.Of(evidence)
            ?? ErrorWords.OfCode(evidence)
            ?? MessageRules.Of(evidence)
            ?? ErrorWords.OfType(evidence)
            ?? StatusRules.OfShouldRetry(evidence)
        : null;

    private static TimeSpan? Wait(ErrorKind kind, ErrorEvidence evidence) => kind.Class switch
    {
        FailureClass.Wait or FailureClass.Capacity or FailureClass.MayHaveRun => evidence.RetryAfter,
        FailureClass.Key when kind == ErrorKind.SpendCap => RateLimitRules.UntilSpendCapEnds(evidence),
        _ => null,
    };
}
