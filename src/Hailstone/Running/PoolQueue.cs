using Hailstone.Pacing;

namespace Hailstone.Running;

/// <summary>A pool with the targets that share it, and which of their trials goes next.</summary>
internal sealed class PoolQueue(IAdmission pool, Credential credential)
{
    private const int InFlightAtLeast = 8;
    private const int TimesInFlight = 4;

    private readonly List<TargetQueue> _targets = [];
    private bool _lastWasRetry;

    /// <summary>The quota.</summary>
    public IAdmission Pool { get; } = pool;

    /// <summary>The key.</summary>
    public Credential Credential { get; } = credential;

    /// <summary>The targets, in the plan's order.</summary>
    public IReadOnlyList<TargetQueue> Targets => _targets;

    /// <summary>Questions that are out.</summary>
    public int InFlight { get; set; }

    /// <summary>Whether a question that goes last, and alone, is out.</summary>
    public bool IsLastOut { get; set; }

    /// <summary>Whether trials keep the plan's order strictly.</summary>
    public bool KeepsOrder { get; init; }

    /// <summary>Whether a trial that is to be tried again holds up all others until then.</summary>
    public bool IsSequential { get; init; }

    /// <summary>How many places of the plan's order hold one trial of this pool.</summary>
    public double PlacesForEach { get; set; } = 1;

    /// <summary>Adds a target.</summary>
    public void Add(TargetQueue target) => _targets.Add(target);

    /// <summary>
    /// The trial that is to go next. Retries that are due go first, but no two in a row while a fresh one waits; of
    /// fresh ones the longest expected, among the next few. In an outage fresh ones go first: a question that has never
    /// failed tells best whether the provider is back.
    /// </summary>
    /// <param name="now">The time.</param>
    /// <param name="isDown">Whether the provider is down.</param>
    /// <param name="wakeAt">When a retry is due, where one waits for its time.</param>
    /// <returns>Null where nothing can go.</returns>
    public Next? Next(TimeSpan now, bool isDown, ref TimeSpan? wakeAt)
    {
        var fresh = NextFresh(now, ref wakeAt);
        var retry = NextRetry(now, isLast: false, ref wakeAt, out var retriesWait);
        if (IsSequential && retriesWait)
            return retry;
        if (fresh is not null && (retry is null || isDown || _lastWasRetry))
            return fresh;
        if (retry is not null)
            return retry;
        return retriesWait || IsLastOut ? null : NextRetry(now, isLast: true, ref wakeAt, out _);
    }

    /// <summary>A trial has been sent.</summary>
    public void Sent(Next next)
    {
        _lastWasRetry = next.Lane is null;
        IsLastOut |= next.IsLast;
    }

    // One question finds out whether the model answers at all; the others follow when it does, or says nothing at once.
    private static bool MayAsk(TargetQueue target, TimeSpan now, ref TimeSpan? wakeAt)
    {
        if (target.StoppedBecause is not null || target.IsShort)
            return false;
        if (target.IsOpen || target.InFlight == 0 || now >= target.OpensAt)
            return true;
        if (target.OpensAt < TimeSpan.MaxValue)
            wakeAt = wakeAt is { } wake && wake < target.OpensAt ? wake : target.OpensAt;
        return false;
    }

    private Next? NextRetry(TimeSpan now, bool isLast, ref TimeSpan? wakeAt, out bool waits)
    {
        TargetQueue? first = null;
        waits = false;
        foreach (var target in _targets)
        {
            if (!MayAsk(target, now, ref wakeAt) || DueOf(target, isLast) is not { } due)
                continue;
            waits = true;
            if (due > now)
                wakeAt = wakeAt is { } wake && wake < due ? wake : due;
            else if (first is null || due < DueOf(first, isLast))
                first = target;
        }

        return first is null ? null : new Next(first, null, isLast);
    }

    private static TimeSpan? DueOf(TargetQueue target, bool isLast) =>
        isLast ? target.NextLastAt : target.NextRetryAt;

    private Next? NextFresh(TimeSpan now, ref TimeSpan? wakeAt)
    {
        var first = int.MaxValue;
        foreach (var target in _targets)
        {
            if (!MayAsk(target, now, ref wakeAt))
                continue;
            foreach (var lane in target.Lanes)
                first = Math.Min(first, lane.NextPlace ?? int.MaxValue);
        }

        if (first == int.MaxValue)
            return null;
        var window = KeepsOrder ? 0 : TimesInFlight * Math.Max(InFlight, InFlightAtLeast) * PlacesForEach;
        Next? best = null;
        var longest = double.MinValue;
        foreach (var target in _targets)
        {
            if (!MayAsk(target, now, ref wakeAt))
                continue;
            foreach (var lane in target.Lanes)
            {
                if (lane.NextPlace is not { } place || place > first + window)
                    continue;
                var seconds = lane.UsualSeconds ?? target.UsualSeconds ?? 0;
                if (seconds < longest || (seconds == longest && place > best?.Lane!.NextPlace))
                    continue;
                longest = seconds;
                best = new Next(target, lane, false);
            }
        }

        return best;
    }
}

/// <summary>A trial that may go next.</summary>
/// <param name="Target">Its target.</param>
/// <param name="Lane">Where it waits; null where it is a retry.</param>
/// <param name="IsLast">Whether it is one of those that go last, and alone.</param>
internal readonly record struct Next(TargetQueue Target, Lane? Lane, bool IsLast);
