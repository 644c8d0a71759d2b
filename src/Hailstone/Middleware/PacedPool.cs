using Hailstone.Catalogue;
using Hailstone.Pacing;
using Hailstone.Providers;

namespace Hailstone.Middleware;

/// <summary>A quota with the calls that wait for it: a thin loop around <see cref="IAdmission"/>.</summary>
internal sealed class PacedPool : IDisposable
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    /// <summary>Longer than any answer takes: whose end nobody told by then was forgotten by its caller.</summary>
    private static readonly TimeSpan LongestFlight = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);

    private readonly Lock _lock = new();
    private readonly PoolId _id;
    private readonly PacerOptions _options;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly IAdmission _admission;
    private readonly ChargeModel _charges;
    private readonly WaitingLine _line = new();
    private readonly HashSet<Permit> _out = [];
    private readonly ITimer _timer;
    private readonly long _begun;
    private long _lastCalled;
    private long _calls;
    private bool _isDisposed;

    public PacedPool(PoolId id, PacerOptions options, TimeProvider time, Random random)
    {
        (_id, _options, _time, _random) = (id, options, time, random);
        var rule = options.Charging(id);
        _admission = options.Policy.AdmissionFor($"{id.Host}/{id.Model}", rule, options.Limits(id), options.InFlight);
        _charges = new ChargeModel(rule);
        _begun = _lastCalled = time.GetTimestamp();
        _timer = time.CreateTimer(
            static pool => ((PacedPool)pool!).Wake(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Calls that wait.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
                return _line.Count;
        }
    }

    /// <summary>The clock's timestamp of the last call, where none waits or is out; null where one does.</summary>
    public long? IdleSince
    {
        get
        {
            lock (_lock)
                return _line.Count + _out.Count == 0 ? _lastCalled : null;
        }
    }

    private TimeSpan Now => _time.GetElapsedTime(_begun);

    /// <summary>Waits until a call may be sent.</summary>
    /// <param name="length">How long its question is.</param>
    /// <param name="capTokens">Its output cap, or null.</param>
    /// <param name="retryAfter">For one that was sent before: how long to wait at least; else null.</param>
    /// <param name="cancellation">The caller's wish.</param>
    /// <returns>Its permit.</returns>
    /// <exception cref="PacingException">It is not to be sent.</exception>
    public async Task<Permit> EnterAsync(
        QuestionLength length, long? capTokens, TimeSpan? retryAfter, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Waiter waiter;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(Pacer));
            if (retryAfter is null && _line.Fresh >= _options.MostWaiting)
                throw PacingException.QueueFull(_id, _line.Fresh);
            var now = Now;
            _lastCalled = _time.GetTimestamp();
            waiter = new Waiter(
                length, capTokens, retryAfter is not null, now + (retryAfter ?? TimeSpan.Zero), _calls++);
            _line.Add(waiter);
            Send(now);
        }

        using var wish = cancellation.UnsafeRegister((_, token) => Leave(waiter, token), null);
        return await waiter.Admitted.ConfigureAwait(false);
    }

    /// <summary>Status and headers arrived: what they say of the quota holds at once.</summary>
    public void HeadArrived(Permit permit, ResponseHead head)
    {
        var at = _time.GetUtcNow();
        var readings = LimitHeaders.Read(head, at);
        var retryAfter = head.Status >= 400 ? RetryAfter.Read(head, "", null, at) : null;
        lock (_lock)
        {
            var now = Now;
            if (permit.IsOpen && _admission.Learn(permit, head.Status, readings, retryAfter, now) is { } charged)
                _charges.Calibrate(permit.Charge.Tokens, charged);
            Send(now);
        }
    }

    /// <summary>An answer came whole.</summary>
    public void Succeeded(Permit permit, QuestionLength length, Usage? usage)
    {
        lock (_lock)
        {
            if (!_out.Remove(permit))
                return;
            var now = Now;
            _admission.Succeeded(permit, usage, now - permit.At, now);
            if (usage is not null)
                _charges.Answered(length, usage);
            Send(now);
        }
    }

    /// <summary>A call failed: learns, and decides what to do.</summary>
    /// <param name="permit">Its permit.</param>
    /// <param name="failure">The evidence.</param>
    /// <param name="triesBefore">Tries that it had used before.</param>
    /// <returns>Null where it is not to be sent again, for it would fail again or wait too long.</returns>
    public Verdict.Again? Failed(Permit permit, Failure failure, int triesBefore)
    {
        var meaning = Classification.Of(failure, _time.GetUtcNow());
        lock (_lock)
        {
            if (!_out.Remove(permit))
                return null;
            var now = Now;
            var before = _admission.HealthAt(now);
            var setback = _admission.Failed(permit, meaning, failure.Usage, now, _random);
            var evidence = new Evidence
            {
                Failure = failure,
                TriesBefore = triesBefore,
                PoolWait = setback.Wait,
                TriesAreSpared = _admission.HealthAt(now).SparesTries,
                PoolIsSilent = before.LastAlive < permit.At,
                PoolHealth = before.Share,
            };
            Send(now);
            // What is wrong for good is the caller's to know at once: there is no run here that it could stop.
            return meaning.Class is FailureClass.Wait or FailureClass.Capacity or FailureClass.MayHaveRun
                && _options.Policy.Judge(meaning, evidence, _random) is Verdict.Again again
                && again.After <= _options.LongestWait
                    ? again
                    : null;
        }
    }

    /// <summary>A call was dropped by us or its caller.</summary>
    public void Dropped(Permit permit)
    {
        lock (_lock)
        {
            if (!_out.Remove(permit))
                return;
            _admission.Dropped(permit, Now);
            Send(Now);
        }
    }

    /// <summary>Ends all that wait.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            foreach (var waiter in _line.Clear())
                waiter.GiveUp(new ObjectDisposedException(typeof(Pacer).FullName));
        }

        _timer.Dispose();
    }

    private void Send(TimeSpan now)
    {
        TimeSpan? wakeAt;
        while (_line.Next(now, _admission.HealthAt(now).IsDown, out wakeAt) is { } next)
        {
            var charge = _charges.Of(next.Length, next.CapTokens);
            if (_admission.WaitBefore(charge, now) is not { } wait)
            {
                // Another call's end lets it go; one that was forgotten must not hold it for ever.
                wakeAt = Earlier(wakeAt, now + SweepEvery);
                break;
            }

            if (wait > _options.LongestWait)
            {
                _line.Remove(next);
                next.GiveUp(PacingException.WaitTooLong(_id, wait));
                continue;
            }

            if (wait > TimeSpan.Zero)
            {
                wakeAt = Earlier(wakeAt, now + wait);
                break;
            }

            _line.Take(next);
            var permit = _admission.Admit(charge, now);
            _out.Add(permit);
            next.Admit(permit);
        }

        WakeIn(wakeAt - now);
    }

    private void WakeIn(TimeSpan? wait)
    {
        if (_isDisposed)
            return;
        // Timers count in whole milliseconds: one less would wake too early, again and again.
        var due = wait is { } time
            ? TimeSpan.FromMilliseconds(Math.Ceiling(Math.Min(time.TotalMilliseconds, LongestTimer.TotalMilliseconds)))
            : Timeout.InfiniteTimeSpan;
        _timer.Change(due, Timeout.InfiniteTimeSpan);
    }

    private void Wake()
    {
        lock (_lock)
        {
            var now = Now;
            foreach (var forgotten in _out.Where(permit => permit.At + LongestFlight < now).ToList())
            {
                _out.Remove(forgotten);
                _admission.Dropped(forgotten, now);
            }

            Send(now);
        }
    }

    private void Leave(Waiter waiter, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (!_line.Remove(waiter))
                return;
            waiter.Cancel(cancellation);
            Send(Now);
        }
    }

    private static TimeSpan Earlier(TimeSpan? one, TimeSpan other) => one is { } time && time < other ? time : other;
}
