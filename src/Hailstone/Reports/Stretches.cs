namespace Hailstone.Reports;

/// <summary>The time in which a run was alive: from the first trial call of each stretch to its last end.</summary>
internal sealed class Stretches
{
    private TimeSpan? _before;
    private DateTimeOffset? _firstCall;
    private DateTimeOffset? _lastEnd;

    /// <summary>Which stretch this is: 0 until the first resume.</summary>
    public int Number { get; private set; }

    /// <summary>The sum of all stretches; null where no trial call has come to an end.</summary>
    public TimeSpan? Elapsed => Current is { } current ? (_before ?? TimeSpan.Zero) + current : _before;

    // A wall clock may have been set back in between: then nothing is known to have passed.
    private TimeSpan? Current => _lastEnd < _firstCall ? TimeSpan.Zero : _lastEnd - _firstCall;

    /// <summary>A trial's question is put.</summary>
    public void Called(DateTimeOffset at) => _firstCall ??= at;

    /// <summary>An attempt or a trial came to an end.</summary>
    public void Ended(DateTimeOffset at)
    {
        if (_firstCall is not null && !(at < _lastEnd))
            _lastEnd = at;
    }

    /// <summary>The run went on after it had stopped.</summary>
    public void Resumed()
    {
        _before = Elapsed;
        _firstCall = _lastEnd = null;
        Number++;
    }
}
