using Hailstone.Catalogue;
using Hailstone.Suites;

namespace Hailstone.Pacing;

/// <summary>The buckets of a pool: what is known of them, by the account and by headers.</summary>
internal sealed class BucketSet
{
    private const double LargeTokensPerMinute = 1_000_000;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly ChargeRule _rule;
    private readonly QuotaSettings? _limits;
    private readonly List<Bucket> _buckets = [];

    public BucketSet(ChargeRule rule, QuotaSettings? limits)
    {
        _rule = rule;
        _limits = limits;
        Add(BucketNames.Requests, limits?.RequestsPerMinute, Minute, TimeSpan.Zero);
        Add(BucketNames.RequestsPerDay, limits?.RequestsPerDay, Day, TimeSpan.Zero);
        Add(BucketNames.Tokens, limits?.TokensPerMinute, Minute, TimeSpan.Zero);
        Add(BucketNames.InputTokens, limits?.InputTokensPerMinute, Minute, TimeSpan.Zero);
        Add(BucketNames.OutputTokens, limits?.OutputTokensPerMinute, Minute, TimeSpan.Zero);
    }

    /// <summary>The buckets, in the order in which they became known.</summary>
    public IReadOnlyList<Bucket> All => _buckets;

    /// <summary>Whether any of them says how much may be sent a minute.</summary>
    public bool TellARate => _buckets.Exists(bucket => !bucket.IsOfADay);

    /// <summary>Whether so many tokens a minute are allowed that sending may only rise slowly.</summary>
    public bool AreLarge => _buckets.Exists(
        bucket => !BucketNames.IsOfRequests(bucket.Name) && bucket.RatePerSecond * 60 > LargeTokensPerMinute);

    /// <summary>How long until a charge is there in every bucket.</summary>
    public TimeSpan WaitFor(Charge charge, TimeSpan now)
    {
        var wait = TimeSpan.Zero;
        foreach (var bucket in _buckets)
        {
            var missing = bucket.WaitFor(charge.On(bucket.Name), now);
            wait = missing > wait ? missing : wait;
        }

        return wait;
    }

    /// <summary>
    /// The least that any bucket allows of something that is measured in its units, in requests of such a charge.
    /// </summary>
    /// <returns>Null where they say nothing of it.</returns>
    public double? Least(Charge charge, Func<Bucket, double> measure)
    {
        double? least = null;
        foreach (var bucket in _buckets)
        {
            if (!bucket.IsOfADay && charge.On(bucket.Name) is > 0 and { } part)
                least = Math.Min(least ?? double.MaxValue, measure(bucket) / part);
        }

        return least;
    }

    /// <summary>Takes a charge from every bucket.</summary>
    /// <returns>What each has given in all.</returns>
    public double[] Take(Charge charge, TimeSpan now)
    {
        var taken = new double[_buckets.Count];
        for (var index = 0; index < taken.Length; index++)
        {
            _buckets[index].Take(charge.On(_buckets[index].Name), now);
            taken[index] = _buckets[index].Taken;
        }

        return taken;
    }

    /// <summary>A request is over, and its charge turned out to be this much.</summary>
    public void Settle(Permit permit, Charge settled, TimeSpan now)
    {
        for (var index = 0; index < permit.Buckets; index++)
        {
            var bucket = _buckets[index];
            bucket.Settle(permit.Charge.On(bucket.Name), settled.On(bucket.Name), now);
        }
    }

    /// <summary>What is left of a charge that was refused: it took no tokens.</summary>
    public static Charge Refunded(Charge charge) => charge with { Input = 0, Output = 0, Tokens = 0 };

    /// <summary>An answer came and needed this much.</summary>
    public void Use(Permit permit, Charge needed)
    {
        for (var index = 0; index < permit.Buckets; index++)
            _buckets[index].Use(needed.On(_buckets[index].Name));
    }

    /// <summary>Believes a response's headers.</summary>
    public void Learn(Permit permit, IReadOnlyList<BucketReading> readings, TimeSpan now)
    {
        foreach (var reading in readings)
        {
            var index = _buckets.FindIndex(bucket => bucket.HeaderName == reading.Bucket);
            if (index < 0 && reading.Limit is > 0)
            {
                index = _buckets.Count;
                Add(reading.Bucket, reading.Limit, Minute, now);
            }

            if (index < 0)
                continue;
            _buckets[index].Resync(reading, permit, permit.TakenThen(index), now);
            if (_buckets[index] is { Name: BucketNames.Requests, IsOfADay: true } day)
                MindTheDay(day, now);
        }
    }

    /// <summary>A request was refused.</summary>
    /// <param name="permit">The request's permit.</param>
    /// <param name="failure">What the failure means.</param>
    /// <param name="isNewEpisode">Whether it left after the last refusal that cut anything.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether a bucket that we know was empty.</returns>
    public bool Refused(Permit permit, Classified failure, bool isNewEpisode, TimeSpan now)
    {
        var isExplained = false;
        var wait = failure.RetryAfter ?? TimeSpan.Zero;
        for (var index = 0; index < _buckets.Count; index++)
        {
            var bucket = _buckets[index];
            var isNamed = failure.Bucket == bucket.Name;
            if (!isNamed && (failure.Bucket is not null || bucket.IsOfADay))
                continue;
            var charge = permit.Charge.On(bucket.Name);
            if (isNamed && failure.Words is { Limit: { } limit, Used: { } used } && limit == bucket.Limit)
                bucket.Resync(
                    new BucketReading(bucket.Name, limit, limit - used, null),
                    permit,
                    permit.TakenThen(index),
                    now,
                    isOfRefusal: true);
            isExplained |= isNamed || bucket.LevelAt(now) < 2 * charge;
            if (isNewEpisode && (isNamed || wait > TimeSpan.Zero))
                bucket.Owe(charge, wait, now);
        }

        return isExplained;
    }

    /// <summary>The least time that the answers needed, in seconds; null where no bucket is known.</summary>
    public double? LowerBoundSeconds()
    {
        double? bound = null;
        foreach (var bucket in _buckets)
            bound = Math.Max(bound ?? 0, Math.Max(0, (bucket.Used - bucket.LevelAtStart) / bucket.RatePerSecond));
        return bound;
    }

    /// <summary>
    /// What the very first request on an idle key was charged in tokens: what is gone from a bucket that was full.
    /// </summary>
    public static double? ChargeSeenIn(IReadOnlyList<BucketReading> readings)
    {
        var requests = readings.FirstOrDefault(reading => reading.Bucket == BucketNames.Requests);
        var tokens = readings.FirstOrDefault(reading => reading.Bucket == BucketNames.Tokens);
        return requests is { Limit: { } most, Remaining: { } left } && most - left == 1
            && tokens is { Limit: { } limit, Remaining: { } remaining } && limit > remaining
                ? limit - remaining
                : null;
    }

    // The account's own limit a minute holds beside that of the day which the header turned out to be.
    private void MindTheDay(Bucket day, TimeSpan now)
    {
        day.IsMeantForADay();
        Add(BucketNames.Requests, _limits?.RequestsPerMinute, Minute, now);
        _buckets.Find(bucket => bucket.Name == BucketNames.Requests)?.IsNotInHeaders();
    }

    private void Add(string name, long? limit, TimeSpan window, TimeSpan now)
    {
        if (limit is not > 0)
            return;
        _buckets.Add(new Bucket(name, limit.Value, window, now)
        {
            IsChargedAsProduced =
                _rule == ChargeRule.InputAndProducedOutput && name == BucketNames.OutputTokens,
        });
    }
}
