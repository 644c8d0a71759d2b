using Hailstone.Catalogue;

namespace Hailstone.Pacing;

/// <summary>Lets one request out at a time, and learns nothing.</summary>
internal sealed class OneAtATime(string name) : IAdmission
{
    private long _sequence;
    private bool _isOut;

    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public IReadOnlyList<Bucket> Buckets => [];

    /// <inheritdoc/>
    public PoolHealth HealthAt(TimeSpan now) => new(
        IsDown: false, SparesTries: false, Share: 1, LastAlive: TimeSpan.MinValue, BlockedUntil: TimeSpan.Zero);

    /// <inheritdoc/>
    public TimeSpan? WaitBefore(Charge charge, TimeSpan now) => _isOut ? null : TimeSpan.Zero;

    /// <inheritdoc/>
    public Permit Admit(Charge charge, TimeSpan now)
    {
        _isOut = true;
        return new Permit(charge, _sequence++, [], now);
    }

    /// <inheritdoc/>
    public double? Learn(
        Permit permit, int status, IReadOnlyList<BucketReading> readings, TimeSpan? retryAfter, TimeSpan now) => null;

    /// <inheritdoc/>
    public bool Succeeded(Permit permit, Usage? usage, TimeSpan latency, TimeSpan now)
    {
        Dropped(permit, now);
        return false;
    }

    /// <inheritdoc/>
    public Setback Failed(Permit permit, Classified failure, Usage? usage, TimeSpan now, Random random)
    {
        Dropped(permit, now);
        return default;
    }

    /// <inheritdoc/>
    public void Dropped(Permit permit, TimeSpan now)
    {
        if (permit.Close())
            _isOut = false;
    }

    /// <inheritdoc/>
    public double? LowerBoundSeconds(TimeSpan shortest) => null;
}
