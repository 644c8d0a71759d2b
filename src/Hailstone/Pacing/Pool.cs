using Hailstone.Catalogue;
using Hailstone.Suites;

namespace Hailstone.Pacing;

/// <summary>The quota that a set of targets shares at one provider under one key, as we see it.</summary>
/// <remarks>Deterministic: time is handed in, nothing waits in here. One owner, no locks.</remarks>
internal sealed class Pool
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ChargeRule _rule;
    private readonly List<Bucket> _buckets = [];
    private readonly InFlightLimit _inFlightLimit;
    private TimeSpan _askedUntil;
    private TimeSpan _backoffUntil;
    private int _refusalsInRow;
    private long _sequence;

    public Pool(string name, ChargeRule rule, QuotaSettings? limits, int? fixedInFlight)
    {
        Name = name;
        _rule = rule;
        _inFlightLimit = new InFlightLimit(fixedInFlight);
        Add(BucketNames.Requests, limits?.RequestsPerMinute);
        Add(BucketNames.Tokens, limits?.TokensPerMinute);
        Add(BucketNames.InputTokens, limits?.InputTokensPerMinute);
        Add(BucketNames.OutputTokens, limits?.OutputTokensPerMinute);
        if (limits?.Unlimited == true || _buckets.Count > 0)
            _inFlightLimit.QuotaIsKnown();
    }

    /// <summary>The pool's name: provider and limit pool.</summary>
    public string Name { get; }

    /// <summary>How the provider counts.</summary>
    public ChargeRule Rule => _rule;

    /// <summary>Requests that are out.</summary>
    public int InFlight { get; private set; }

    /// <summary>The provider's circuit.</summary>
    public Circuit Circuit { get; } = new();

    /// <summary>Until when the pool waits after a refusal; in the past where it does not.</summary>
    public TimeSpan BlockedUntil => Max(_askedUntil, _backoffUntil);

    /// <summary>How long a charge must wait before it may be sent.</summary>
    /// <returns>Zero where it may be sent now; null where it waits for another request's end.</returns>
    public TimeSpan? WaitBefore(Charge charge, TimeSpan now)
    {
        // While the circuit is open its probes set the pace, and only what the provider asks for can slow them.
        if (Circuit.IsOpen)
            return InFlight > 0 ? null : Max(Max(Circuit.NextProbe, _askedUntil) - now, TimeSpan.Zero);
        if (InFlight >= _inFlightLimit.Value)
            return null;
        var wait = Max(BlockedUntil - now, TimeSpan.Zero);
        foreach (var bucket in _buckets)
            wait = Max(wait, bucket.WaitFor(charge.On(bucket.Name), now));
        return wait;
    }

    /// <summary>Takes a charge from every bucket in one step.</summary>
    public Permit Admit(Charge charge, TimeSpan now)
    {
        foreach (var bucket in _buckets)
            bucket.Take(charge.On(bucket.Name), now);
        InFlight++;
        return new Permit(charge, _sequence++, [.. _buckets.Select(bucket => bucket.Taken)], now);
    }

    /// <summary>Believes a response's rate-limit headers.</summary>
    public void Learn(Permit permit, IReadOnlyList<BucketReading> readings, TimeSpan now)
    {
        foreach (var reading in readings)
        {
            if (reading.Limit is null && reading.Remaining is null)
                continue;
            var index = _buckets.FindIndex(bucket => bucket.Name == reading.Bucket);
            if (index < 0 && reading.Limit is > 0)
            {
                index = _buckets.Count;
                Add(reading.Bucket, reading.Limit, now);
                _inFlightLimit.QuotaIsKnown();
            }

            if (index < 0)
                continue;
            // A bucket learned after the request left has seen none of what went before.
            var takenThen = index < permit.TakenThen.Count ? permit.TakenThen[index] : 0;
            _buckets[index].Resync(reading.Limit, reading.Remaining, permit.Sequence, takenThen, now);
        }
    }

    /// <summary>A request ended well: its charge is settled where the provider settles.</summary>
    public void Succeeded(Permit permit, Usage? usage, TimeSpan now)
    {
        InFlight--;
        _refusalsInRow = 0;
        _inFlightLimit.Succeeded();
        var needed = Settle(permit, usage, now) ?? permit.Charge;
        foreach (var bucket in _buckets.Take(permit.TakenThen.Count))
            bucket.Use(needed.On(bucket.Name));
    }

    /// <summary>A request was dropped by us: nothing is learned from it, and its charge stays taken.</summary>
    public void Dropped() => InFlight--;

    /// <summary>A request failed: waits for all that the provider asks for.</summary>
    /// <returns>How long the trial is to wait at least.</returns>
    public TimeSpan Failed(Permit permit, Classified failure, Usage? usage, TimeSpan now, Random random)
    {
        InFlight--;
        Settle(permit, usage, now);
        if (failure.Class is not (FailureClass.Wait or FailureClass.Capacity))
            return TimeSpan.Zero;

        // Refusals of requests that left before the last cut belong to the same episode: they cut nothing more.
        if (_inFlightLimit.Cut(permit.At, now))
            _refusalsInRow++;
        if (failure.RetryAfter is { } asked)
        {
            var wait = asked + TimeSpan.FromSeconds(0.3 * random.NextDouble());
            _askedUntil = Max(_askedUntil, now + wait);
            return wait;
        }

        if (Circuit.IsOpen)
            return TimeSpan.Zero;
        var backoff = Backoff.FullJitter(Math.Max(1, _refusalsInRow), random);
        _backoffUntil = Max(_backoffUntil, now + backoff);
        return backoff;
    }

    /// <summary>The provider is back: begins again with little, and grows fast.</summary>
    public void Reopened()
    {
        _refusalsInRow = 0;
        _backoffUntil = TimeSpan.Zero;
        _inFlightLimit.Restart();
    }

    /// <summary>The least time that the answers needed under the quotas as known, in seconds.</summary>
    public double? LowerBoundSeconds(TimeSpan shortest)
    {
        double? bound = null;
        foreach (var bucket in _buckets)
            bound = Math.Max(bound ?? 0, Math.Max(0, (bucket.Used - bucket.LevelAtStart) / bucket.RatePerSecond));
        return bound + shortest.TotalSeconds;
    }

    private Charge? Settle(Permit permit, Usage? usage, TimeSpan now)
    {
        if (usage is null || Charge.Settled(_rule, usage) is not { } settled)
            return null;
        for (var index = 0; index < permit.TakenThen.Count; index++)
        {
            var name = _buckets[index].Name;
            if (name != BucketNames.Requests)
                _buckets[index].Correct(permit.Charge.On(name), settled.On(name), now);
        }

        return settled;
    }

    private void Add(string name, long? limit, TimeSpan now = default)
    {
        if (limit is > 0)
            _buckets.Add(new Bucket(name, limit.Value, Minute, now));
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}

/// <summary>What a request was admitted with.</summary>
/// <param name="Charge">What it took.</param>
/// <param name="Sequence">Its number in the pool.</param>
/// <param name="TakenThen">What each bucket had given in all just after it.</param>
/// <param name="At">When it was admitted.</param>
internal sealed record Permit(Charge Charge, long Sequence, IReadOnlyList<double> TakenThen, TimeSpan At);
