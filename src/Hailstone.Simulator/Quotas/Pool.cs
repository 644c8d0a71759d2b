namespace Hailstone.Simulator.Quotas;

/// <summary>The buckets of one key and one pool of models.</summary>
internal sealed class Pool
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly List<Bucket> _requests = [];
    private readonly Bucket? _tokens;

    public Pool(QuotaOptions quota)
    {
        var burst = quota.Burst ?? Minute;
        if (quota.RequestsPerMinute is { } perMinute)
            _requests.Add(new Bucket(QuotaKind.RequestsPerMinute, perMinute, Minute, burst));
        if (quota.RequestsPerDay is { } perDay)
            _requests.Add(new Bucket(QuotaKind.RequestsPerDay, perDay, Day, Day));
        if (quota.TokensPerMinute is { } tokens)
            _tokens = new Bucket(QuotaKind.TokensPerMinute, tokens, Minute, burst);
    }

    /// <summary>Counts a request in every bucket of requests, or in none.</summary>
    public QuotaRefusal? TakeRequest(TimeSpan now)
    {
        foreach (var bucket in _requests)
            if (bucket.Refusal(1, now) is { } refusal)
                return refusal;
        foreach (var bucket in _requests)
            bucket.TryTake(1, now);
        return null;
    }

    /// <summary>Takes tokens, or none of them.</summary>
    public QuotaRefusal? TakeTokens(long charge, TimeSpan now) => _tokens?.TryTake(charge, now);

    /// <summary>What the headers say: the minute's requests before the day's, then tokens.</summary>
    public IEnumerable<BucketState> States(TimeSpan now)
    {
        if (_requests.Count > 0)
            yield return _requests[0].State(now);
        if (_tokens is not null)
            yield return _tokens.State(now);
    }
}
