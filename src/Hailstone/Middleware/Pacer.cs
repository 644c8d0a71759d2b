namespace Hailstone.Middleware;

/// <summary>
/// Paces the calls of a program: one object for all of its <see cref="PacingHandler"/>s and
/// <see cref="PacingChatClient"/>s, so that those which use the same key wait for the same quota. Safe for threads.
/// </summary>
/// <remarks>
/// Calls are sent in the order in which they came, retries that are due first. Nothing polls and no thread sleeps: the
/// clock's timers wake what waits. docs/pacing.md tells the rules.
/// </remarks>
public sealed class Pacer : IDisposable
{
    /// <summary>More than a program has keys and models: beyond it the one that was idle longest goes.</summary>
    private const int MostPools = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<PoolId, PacedPool> _pools = [];
    private readonly TimeProvider _time;
    private readonly PacerOptions _options;
    private readonly Random _seeds;
    private bool _isDisposed;

    /// <summary>Makes one.</summary>
    /// <param name="time">The clock: <see cref="TimeProvider.System"/>.</param>
    /// <param name="seed">
    /// The seed of the chance that spreads retries. Programs that share a key must not share a seed:
    /// <see cref="Environment.ProcessId"/> will do.
    /// </param>
    /// <param name="options">How to pace; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of the options is out of its range.</exception>
    public Pacer(TimeProvider time, int seed, PacerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(time);
        _options = options ?? new PacerOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.InFlight ?? 1, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MostWaiting, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.LongestWait, TimeSpan.Zero, nameof(options));
        _time = time;
        _seeds = new Random(seed);
    }

    /// <summary>Calls that wait to be sent, over all pools.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
                return _pools.Values.Sum(pool => pool.Waiting);
        }
    }

    /// <summary>Ends every call that waits with an <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            foreach (var pool in _pools.Values)
                pool.Dispose();
            _pools.Clear();
        }
    }

    /// <summary>The pool of calls.</summary>
    internal PacedPool PoolOf(PoolId call)
    {
        var id = _options.Pool(call);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_pools.TryGetValue(id, out var known))
                return known;
            if (_pools.Count >= MostPools)
                ForgetOne();
            return _pools[id] = new PacedPool(id, _options, _time, new Random(_seeds.Next()));
        }
    }

    // It is not disposed of: a call may be on its way into it, and a pool without calls holds nothing.
    private void ForgetOne()
    {
        var idle = _pools.Where(pool => pool.Value.IdleSince is not null).ToList();
        if (idle.Count > 0)
            _pools.Remove(idle.MinBy(pool => pool.Value.IdleSince).Key);
    }
}
