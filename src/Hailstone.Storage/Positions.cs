namespace Hailstone.Storage;

/// <summary>
/// How far this process knows each run. Who goes on with a run writes after the last fact that it knows, and is refused
/// where another process has written there meanwhile.
/// </summary>
internal sealed class Positions
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    /// <summary>The number of the last fact that is known; null where the run was neither read nor written.</summary>
    /// <param name="run">The run's id.</param>
    public long? Of(string run)
    {
        lock (_lock)
            return _seen.TryGetValue(run, out var last) ? last : null;
    }

    /// <summary>Notes how far a run was read.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="last">The number of the last fact read; 0 where there was none.</param>
    public void Saw(string run, long last)
    {
        lock (_lock)
        {
            // What others wrote into a run of ours must not be taken for our own.
            if (!_written.Contains(run))
                _seen[run] = Math.Max(last, _seen.GetValueOrDefault(run));
        }
    }

    /// <summary>Notes how far a run was written.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="last">The number of the last fact written.</param>
    public void Wrote(string run, long last)
    {
        lock (_lock)
        {
            _written.Add(run);
            _seen[run] = last;
        }
    }

    /// <summary>Forgets a run that was removed.</summary>
    /// <param name="run">The run's id.</param>
    public void Forget(string run)
    {
        lock (_lock)
        {
            _written.Remove(run);
            _seen.Remove(run);
        }
    }
}
