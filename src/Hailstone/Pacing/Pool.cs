using Hailstone.Catalogue;
using Hailstone.Suites;

namespace Hailstone.Pacing;

/// <summary>The quota that a set of targets shares at one provider under one key, as we see it.</summary>
/// <remarks>Deterministic: time is handed in, nothing waits in here. One owner, no locks.</remarks>
internal sealed class Pool : IAdmission
{
    private static readonly TimeSpan ProbeGivenUpAfter = TimeSpan.FromSeconds(15);

    /// <summary>No longer than an outage would let it wait for its next probe.</summary>
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Untold = TimeSpan.FromHours(1);

    private readonly ChargeRule _rule;
    private readonly bool _isUnlimited;
    private readonly BucketSet _buckets;
    private readonly Concurrency _concurrency;
    private readonly Circuit _circuit = new();
    private readonly RetryBudget _retries = new();
    private readonly Throughput _throughput = new();
    private readonly Ramp _ramp = new();
    private readonly Caution _caution = new();
    private readonly RateSearch _search;
    private bool _hasUntoldLimit;
    private Permit? _probe;
    private TimeSpan _askedUntil;
    private TimeSpan _backoffUntil;
    private TimeSpan _lastAlive = TimeSpan.MinValue;
    private TimeSpan _lastCut = TimeSpan.MinValue;
    private int _fullInRow;
    private long _sequence;

    public Pool(string name, ChargeRule rule, QuotaSettings? limits, int? fixedInFlight)
    {
        Name = name;
        _rule = rule;
        _isUnlimited = limits?.Unlimited == true;
        _buckets = new BucketSet(rule, limits);
        _concurrency = new Concurrency(fixedInFlight);
        _search = new RateSearch(_throughput);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Bucket> Buckets => _buckets.All;

    /// <summary>Requests that are out.</summary>
    public int InFlight { get; private set; }

    private bool IsSearching => !_isUnlimited && (_hasUntoldLimit || !_buckets.TellARate);

    /// <inheritdoc/>
    public PoolHealth HealthAt(TimeSpan now) => new(
        _circuit.IsOpen,
        _circuit.SparesTries(now),
        _circuit.Health,
        _lastAlive,
        _circuit.IsOpen ? Max(_circuit.NextProbe, _askedUntil) : Max(_askedUntil, _backoffUntil));

    /// <inheritdoc/>
    public TimeSpan? WaitBefore(Charge charge, TimeSpan now)
    {
        if (_circuit.IsOpen)
            return WaitBeforeProbe(now);
        if (InFlight >= LimitFor(charge))
            return null;
        var wait = Max(Max(_askedUntil, _backoffUntil) - now, _ramp.WaitAt(now));
        if (IsSearching)
            wait = Max(wait, _search.WaitAt(now));
        return Max(wait, _buckets.WaitFor(charge, now));
    }

    /// <inheritdoc/>
    public Permit Admit(Charge charge, TimeSpan now)
    {
        InFlight++;
        _throughput.Sent(now);
        _ramp.Sent(_buckets.Least(charge, bucket => Ramp.MostPerSecond(bucket, _caution.Share)), now);
        if (IsSearching)
            _search.Sent(now);
        var permit = new Permit(charge, _sequence++, _buckets.Take(charge, now), now);
        if (_circuit.IsOpen)
            _probe = permit;
        return permit;
    }

    /// <inheritdoc/>
    public double? Learn(
        Permit permit, int status, IReadOnlyList<BucketReading> readings, TimeSpan? retryAfter, TimeSpan now)
    {
        if (status is >= 200 and < 300)
            Accept(permit, now);
        // The body of a refusal comes after its head: nothing may slip out in between.
        if (status is 429 or 503 or 529 && retryAfter is { } asked)
            _askedUntil = Max(_askedUntil, now + asked);
        _buckets.Learn(permit, readings, now);
        return permit.Sequence == 0 && status == 200 ? BucketSet.ChargeSeenIn(readings) : null;
    }

    /// <inheritdoc/>
    public bool Succeeded(Permit permit, Usage? usage, TimeSpan latency, TimeSpan now)
    {
        if (!permit.Close())
            return false;
        Accept(permit, now);
        _retries.Succeeded();
        _caution.Succeeded();
        _fullInRow = 0;
        _concurrency.Succeeded(latency, usage?.Output ?? 1, InFlight >= LimitFor(permit.Charge), now);
        InFlight--;
        var settled = Settled(usage);
        _buckets.Settle(permit, settled ?? permit.Charge, now);
        _buckets.Use(permit, settled ?? permit.Charge);
        return IsAlive(permit, now);
    }

    /// <inheritdoc/>
    public void Dropped(Permit permit, TimeSpan now)
    {
        if (!permit.Close())
            return;
        InFlight--;
        _buckets.Settle(permit, permit.Charge, now);
    }

    /// <inheritdoc/>
    public Setback Failed(Permit permit, Classified failure, Usage? usage, TimeSpan now, Random random)
    {
        if (!permit.Close())
            return default;
        var inFlight = InFlight--;
        var wasRefused = failure.Class is FailureClass.Wait or FailureClass.Capacity;
        _buckets.Settle(permit, wasRefused ? BucketSet.Refunded(permit.Charge) : Settled(usage) ?? permit.Charge, now);
        switch (failure.Class)
        {
            case FailureClass.Wait:
                return new Setback(Refused(permit, failure, now, random), false, IsAlive(permit, now));
            case FailureClass.Capacity:
                _concurrency.Cut(inFlight, permit.At, now);
                var opened = _circuit.InTrouble(failure.Name, permit.At, now);
                return new Setback(IsFull(failure, now, random), opened, false);
            case FailureClass.MayHaveRun:
                return new Setback(TimeSpan.Zero, IsInTrouble(permit, failure, now), false);
            default:
                return new Setback(TimeSpan.Zero, false, IsAlive(permit, now));
        }
    }

    /// <inheritdoc/>
    public double? LowerBoundSeconds(TimeSpan shortest) => _buckets.LowerBoundSeconds() + shortest.TotalSeconds;

    private int LimitFor(Charge charge) => _concurrency.Limit(
        _isUnlimited || IsSearching ? null : _buckets.Least(charge, bucket => bucket.RatePerSecond),
        _buckets.Least(charge, bucket => bucket.Capacity) ?? 0);

    private TimeSpan? WaitBeforeProbe(TimeSpan now)
    {
        // While the circuit is open its probes set the pace, and only what the provider asks for can slow them.
        var next = Max(_circuit.NextProbe, _askedUntil);
        if (_probe is { IsOpen: true } probe)
            next = Max(next, probe.At + ProbeGivenUpAfter);
        return Max(next - now, TimeSpan.Zero);
    }

    private void Accept(Permit permit, TimeSpan now)
    {
        if (permit.IsAccepted)
            return;
        permit.IsAccepted = true;
        if (IsSearching)
            _search.Accepted(permit, now);
    }

    private bool IsAlive(Permit permit, TimeSpan now)
    {
        _lastAlive = Max(_lastAlive, permit.At);
        if (!_circuit.Alive(permit.At, now))
            return false;
        _fullInRow = 0;
        _backoffUntil = TimeSpan.Zero;
        _concurrency.Restart();
        _retries.Refill();
        return true;
    }

    private TimeSpan Refused(Permit permit, Classified failure, TimeSpan now, Random random)
    {
        var wait = failure.RetryAfter ?? (failure.Name == ErrorKind.DailyLimit.Name ? Untold : null);
        if (wait is { } asked)
            wait = BlockFor(asked, now, random);
        if (failure.Name == ErrorKind.SlowDown.Name)
        {
            _ramp.SlowDown(_throughput.PerSecond(now), _buckets.AreLarge, now);
            return wait ?? TimeSpan.Zero;
        }

        var isNewEpisode = permit.At >= _lastCut;
        var isExplained = _buckets.Refused(permit, failure, isNewEpisode, now);
        if (isNewEpisode)
        {
            _lastCut = now;
            _caution.Refused(now);
        }

        // Where the provider says when, and not what was empty, there is nothing to find out.
        _hasUntoldLimit |= !isExplained && (wait is null || failure.Bucket is not null);
        if (IsSearching)
            _search.Refused(permit, now, failure.RetryAfter, random);
        return wait ?? TimeSpan.Zero;
    }

    private TimeSpan IsFull(Classified failure, TimeSpan now, Random random)
    {
        _fullInRow++;
        if (failure.RetryAfter is { } asked)
            return BlockFor(asked, now, random);
        if (_circuit.IsOpen)
            return TimeSpan.Zero;
        // One such answer among good ones stops its own trial alone.
        var backoff = Backoff.FullJitter(_fullInRow, random);
        if (_fullInRow > 1)
            _backoffUntil = Max(_backoffUntil, now + (backoff < LongestBackoff ? backoff : LongestBackoff));
        return backoff;
    }

    private bool IsInTrouble(Permit permit, Classified failure, TimeSpan now)
    {
        if (_circuit.InTrouble(failure.Name, permit.At, now))
            return true;
        if (_circuit.IsOpen || _retries.Spend())
            return false;
        _circuit.Open(now, TimeSpan.Zero);
        return true;
    }

    private TimeSpan BlockFor(TimeSpan asked, TimeSpan now, Random random)
    {
        var wait = asked + TimeSpan.FromSeconds(0.3 * random.NextDouble());
        _askedUntil = Max(_askedUntil, now + wait);
        return wait;
    }

    private Charge? Settled(Usage? usage) => usage is null ? null : ChargeModel.Settled(_rule, usage);

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
