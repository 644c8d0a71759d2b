using System.Globalization;

namespace Hailstone.Providers;

/// <summary>The times of one exchange: it stamps what happens, and cancels where a phase takes too long.</summary>
/// <remarks>
/// The exchange runs under <see cref="Token"/>. Where that is cancelled, <see cref="Expired"/> tells a time limit from
/// the user's wish to stop.
/// </remarks>
internal sealed class PhaseClock : IDisposable
{
    /// <summary>How much earlier than its time a timer may fire, by its coarser clock.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromMilliseconds(50);

    private readonly TimeProvider _time;
    private readonly PhaseLimits _limits;
    private readonly CancellationTokenSource _cancel;
    private readonly ITimer _phaseTimer;
    private readonly ITimer _wholeTimer;
    private readonly Lock _lock = new();
    private readonly long _began;
    private long _phaseBegan;
    private TimeSpan _phaseLimit;
    private Timing _timing = Timing.Connect;
    private string? _expired;

    public PhaseClock(TimeProvider time, PhaseLimits limits, int bodyBytes, CancellationToken user)
    {
        _time = time;
        _limits = limits;
        SendLimit = TimeSpan.FromSeconds(30 + bodyBytes / (256.0 * 1024));
        _cancel = CancellationTokenSource.CreateLinkedTokenSource(user);
        _began = _phaseBegan = time.GetTimestamp();
        _phaseLimit = limits.Connect;
        _phaseTimer = time.CreateTimer(_ => PhaseIsOver(), null, limits.Connect, Timeout.InfiniteTimeSpan);
        _wholeTimer = time.CreateTimer(
            _ => Expire(ProviderMessages.WholeTimeout, limits.Whole), null, limits.Whole, Timeout.InfiniteTimeSpan);
    }

    private enum Timing
    {
        Connect,
        Send,
        FirstByte,
        Idle,
    }

    /// <summary>Ends with the exchange's time or with the user's wish.</summary>
    public CancellationToken Token => _cancel.Token;

    /// <summary>Which limit was passed, in words; null while none was.</summary>
    public string? Expired => Volatile.Read(ref _expired);

    /// <summary>Where in the exchange we are.</summary>
    public FailurePhase Phase { get; private set; } = FailurePhase.Connect;

    public TimeSpan? Sent { get; private set; }

    public TimeSpan? Head { get; private set; }

    public TimeSpan? FirstContent { get; private set; }

    public TimeSpan? FirstAnswer { get; private set; }

    public TimeSpan? LastContent { get; private set; }

    /// <summary>When the last bytes of the response came, before anything was made of them.</summary>
    public TimeSpan LastRead { get; private set; }

    /// <summary>30 s, and a second more for each 256 KB.</summary>
    private TimeSpan SendLimit { get; }

    private TimeSpan Now => _time.GetElapsedTime(_began);

    public void SendBegins()
    {
        Phase = FailurePhase.Send;
        Arm(Timing.Send, SendLimit);
    }

    public void SendEnds()
    {
        Sent = Now;
        lock (_lock)
        {
            // A server may answer before it has read the whole request, and on another thread.
            if (Phase != FailurePhase.Send)
                return;
            Phase = FailurePhase.FirstByte;
            Arm(Timing.FirstByte, _limits.FirstByte);
        }
    }

    public void HeadArrived()
    {
        Head = LastRead = Now;
        lock (_lock)
        {
            Phase = FailurePhase.Body;
            ArmIdle();
        }
    }

    public void BytesArrived()
    {
        LastRead = Now;
        ArmIdle();
    }

    public void EventArrived() => Phase = FailurePhase.Stream;

    public void ContentArrived(bool answer)
    {
        FirstContent ??= LastRead;
        LastContent = LastRead;
        if (answer)
            FirstAnswer ??= LastRead;
    }

    public Stamps Close() => new()
    {
        Sent = Sent,
        Head = Head,
        FirstContent = FirstContent,
        FirstAnswer = FirstAnswer,
        LastContent = LastContent,
        Closed = Now,
    };

    public void Dispose()
    {
        _phaseTimer.Dispose();
        _wholeTimer.Dispose();
        _cancel.Dispose();
    }

    private static string Seconds(TimeSpan limit) => limit.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);

    private void ArmIdle() => Arm(
        Timing.Idle,
        FirstContent is null && _limits.FirstByte > _limits.Idle ? _limits.FirstByte : _limits.Idle);

    private void Arm(Timing timing, TimeSpan limit)
    {
        lock (_lock)
        {
            (_timing, _phaseLimit, _phaseBegan) = (timing, limit, _time.GetTimestamp());
            _phaseTimer.Change(limit, Timeout.InfiniteTimeSpan);
        }
    }

    private void PhaseIsOver()
    {
        string message;
        TimeSpan limit;
        lock (_lock)
        {
            limit = _phaseLimit;
            // The timer may have fired while it was being set anew.
            if (limit < TimeSpan.Zero || _time.GetElapsedTime(_phaseBegan) < limit - Early)
                return;
            message = _timing switch
            {
                Timing.Connect => ProviderMessages.ConnectTimeout,
                Timing.Send => ProviderMessages.SendTimeout,
                Timing.FirstByte => ProviderMessages.FirstByteTimeout,
                _ => ProviderMessages.IdleTimeout,
            };
        }
        Expire(message, limit);
    }

    private void Expire(string message, TimeSpan limit)
    {
        var text = ProviderWords.Say(message, Seconds(limit));
        if (Interlocked.CompareExchange(ref _expired, text, null) is null)
            Cancel();
    }

    private void Cancel()
    {
        try
        {
            _cancel.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The exchange ended in the same instant: there is nothing left to stop.
        }
    }
}
