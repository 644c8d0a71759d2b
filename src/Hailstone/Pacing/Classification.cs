using Hailstone.Providers;

namespace Hailstone.Pacing;

/// <summary>What a failure means: what it is, how long to wait, and what to do about it.</summary>
public sealed record Classified
{
    /// <summary>What kind of end it is.</summary>
    public required FailureClass Class { get; init; }

    /// <summary>A stable name of the kind: <c>rate_limit</c>, <c>overloaded</c>, <c>relay</c>, <c>invalid_key</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The least time to wait as the provider said it; null where it did not.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The bucket that was empty (<c>requests</c>, <c>tokens</c>, <c>input_tokens</c>, ...); null where not named.</summary>
    public string? Bucket { get; init; }

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

    /// <summary>Not executed because the provider is full or gone: as <see cref="Wait"/>, and a sign of an outage.</summary>
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
public static class Classification
{
    /// <summary>Says what a failure means: total, and without any effect.</summary>
    /// <param name="failure">The evidence.</param>
    /// <param name="now">The time at which it arrived, for dates in headers where the server sent no date itself.</param>
    public static Classified Of(Failure failure, DateTimeOffset now) => throw new NotSupportedException($"{failure}{now}");
}
