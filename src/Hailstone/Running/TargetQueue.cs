using Hailstone.Planning;

namespace Hailstone.Running;

/// <summary>
/// The trials of one target that wait to be sent: fresh ones in the plan's order, and retries when they are due.
/// </summary>
internal sealed class TargetQueue(int target, PlannedTarget planned)
{
    private readonly List<int> _places = [];
    private readonly PriorityQueue<Retry, (TimeSpan Ready, int Number)> _retries = new();
    private int _next;
    private int _retriesSeen;
    private TimeSpan _headSince;
    private double? _usualOutputTokens;

    /// <summary>The target's index in the plan.</summary>
    public int Target { get; } = target;

    /// <summary>The target.</summary>
    public PlannedTarget Planned { get; } = planned;

    /// <summary>Why it is not asked any more; null while it is.</summary>
    public string? StoppedBecause { get; set; }

    /// <summary>Whether it has answered.</summary>
    public bool HasAnswered { get; private set; }

    /// <summary>Whether a response has begun well, so that more than one question may be out.</summary>
    public bool IsOpen { get; set; }

    /// <summary>Questions that are out.</summary>
    public int InFlight { get; set; }

    /// <summary>Different trials that met a failure of the model.</summary>
    public int ModelStrikes { get; set; }

    /// <summary>Trials that have not ended.</summary>
    public int Unsettled { get; set; }

    /// <summary>What answers take, in tokens, the newest weighing a tenth; null before the first.</summary>
    public double? UsualOutputTokens => _usualOutputTokens;

    /// <summary>When the next retry is due; null where none waits.</summary>
    public TimeSpan? NextRetryAt => _retries.TryPeek(out _, out var due) ? due.Ready : null;

    /// <summary>The place of the next fresh trial; null where none is left.</summary>
    public int? NextPlace => _next < _places.Count ? _places[_next] : null;

    /// <summary>Adds a fresh trial by its place in the order.</summary>
    public void AddFresh(int place) => _places.Add(place);

    /// <summary>Adds a trial that is to be tried again.</summary>
    public void AddRetry(int trial, TimeSpan readyAt, TimeSpan since) =>
        _retries.Enqueue(new Retry(trial, since), (readyAt, _retriesSeen++));

    /// <summary>The trial of the retry that is due first.</summary>
    public int PeekRetry() => _retries.Peek().Trial;

    /// <summary>Takes the retry that is due first.</summary>
    /// <returns>Since when it has waited.</returns>
    public TimeSpan TakeRetry() => _retries.Dequeue().Since;

    /// <summary>Takes the next fresh trial.</summary>
    /// <returns>Since when it has been the next one.</returns>
    public TimeSpan TakeFresh(TimeSpan now)
    {
        var since = _headSince;
        _headSince = now;
        _next++;
        return since;
    }

    /// <summary>An answer came: learns how long answers are.</summary>
    /// <param name="tokens">Its tokens, or null where they are not known.</param>
    public void Answered(long? tokens)
    {
        HasAnswered = true;
        if (tokens is { } output)
            _usualOutputTokens = _usualOutputTokens is { } usual ? usual + 0.1 * (output - usual) : output;
    }

    private readonly record struct Retry(int Trial, TimeSpan Since);
}
