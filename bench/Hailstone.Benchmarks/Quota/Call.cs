namespace Hailstone.Benchmarks.Quota;

/// <summary>A call as the server saw it.</summary>
/// <param name="At">When it came, since the first.</param>
/// <param name="Question">What it asked.</param>
/// <param name="Fate">What became of it.</param>
/// <param name="Tokens">What it took from the bucket of tokens; of requests it took one, where it was admitted.</param>
/// <param name="Latency">How long the answer took.</param>
internal sealed record Call(TimeSpan At, string Question, Fate Fate, long Tokens, TimeSpan Latency)
{
    /// <summary>When it was over, since the first came.</summary>
    public TimeSpan End => At + Latency;

    /// <summary>Whether it took anything from the quota.</summary>
    public bool WasAdmitted => Fate is Fate.Answered or Fate.Failed;
}

/// <summary>What becomes of a call.</summary>
internal enum Fate
{
    /// <summary>It was answered.</summary>
    Answered,

    /// <summary>The quota was used up: 429.</summary>
    Refused,

    /// <summary>It was admitted, and went wrong.</summary>
    Failed,

    /// <summary>It came in the outage, and reached no quota.</summary>
    Lost,
}
