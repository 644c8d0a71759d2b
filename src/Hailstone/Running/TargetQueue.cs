using Hailstone.Catalogue;
using Hailstone.Pacing;
using Hailstone.Planning;

namespace Hailstone.Running;

/// <summary>
/// The trials of one target that wait to be sent: fresh ones by category, retries when they are due, and at the very
/// end those whose question may be what breaks the server.
/// </summary>
internal sealed class TargetQueue(int target, PlannedTarget planned)
{
    private const int MostLanes = 16;

    private static readonly TimeSpan RefusedWithin = TimeSpan.FromSeconds(2.5);

    private readonly Dictionary<string, Lane> _laneOf = [];
    private readonly List<Lane> _lanes = [];
    private readonly PriorityQueue<Retry, (TimeSpan Ready, int Number)> _retries = new();
    private readonly PriorityQueue<Retry, (TimeSpan Ready, int Number)> _last = new();
    private readonly Lane _all = new();
    private int _queued;
    private TimeSpan _headSince;

    /// <summary>The target's index in the plan.</summary>
    public int Target { get; } = target;

    /// <summary>The target.</summary>
    public PlannedTarget Planned { get; } = planned;

    /// <summary>What its requests take from the quota.</summary>
    public ChargeModel Charges { get; } =
        new(planned.Model.Provider.ChargeRule, planned.Model.Fact?.TokenFactor ?? 1);

    /// <summary>How fast it answers.</summary>
    public TargetSpeed Speed { get; } = new();

    /// <summary>Why it is not asked any more; null while it is.</summary>
    public string? StoppedBecause { get; set; }

    /// <summary>Whether that is because its own money is spent: its trials stay open.</summary>
    public bool IsOutOfMoney { get; set; }

    /// <summary>Whether its money has no room for another question as long as nothing of what is out ends.</summary>
    public bool IsShort { get; set; }

    /// <summary>Whether it has answered.</summary>
    public bool HasAnswered { get; private set; }

    /// <summary>Whether a response has begun well, so that more than one question may be out.</summary>
    public bool IsOpen { get; set; }

    /// <summary>
    /// When more than one question may be out even so: where its limits are known, a key or a model that does not exist
    /// would have been refused by then.
    /// </summary>
    public TimeSpan OpensAt { get; private set; } = TimeSpan.MaxValue;

    /// <summary>Questions that are out.</summary>
    public int InFlight { get; set; }

    /// <summary>Different trials that met a failure of the model.</summary>
    public int ModelStrikes { get; set; }

    /// <summary>Trials that have not ended.</summary>
    public int Unsettled { get; set; }

    /// <summary>How long its answers take, in seconds; null before the first.</summary>
    public double? UsualSeconds => _all.UsualSeconds;

    /// <summary>The lanes of its fresh trials.</summary>
    public IReadOnlyList<Lane> Lanes => _lanes;

    /// <summary>When the next retry is due; null where none waits.</summary>
    public TimeSpan? NextRetryAt => _retries.TryPeek(out _, out var due) ? due.Ready : null;

    /// <summary>When the next trial that goes last is due; null where none waits.</summary>
    public TimeSpan? NextLastAt => _last.TryPeek(out _, out var due) ? due.Ready : null;

    /// <summary>The question that finds out whether it answers has left.</summary>
    public void IsTried(TimeSpan now) =>
        OpensAt = Planned.Model.Limits is null ? TimeSpan.MaxValue : now + RefusedWithin;

    /// <summary>The lane of a category; those past the sixteenth share one.</summary>
    public Lane LaneOf(string? category)
    {
        if (_laneOf.TryGetValue(category ?? "", out var lane))
            return lane;
        if (_lanes.Count == MostLanes)
            return _lanes[^1];
        _lanes.Add(lane = new Lane());
        return _laneOf[category ?? ""] = lane;
    }

    /// <summary>Adds a trial that is to be tried again.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="readyAt">When.</param>
    /// <param name="since">Since when it waits.</param>
    /// <param name="isLast">Whether it goes after all others.</param>
    public void AddRetry(int trial, TimeSpan readyAt, TimeSpan since, bool isLast = false) =>
        (isLast ? _last : _retries).Enqueue(new Retry(trial, since), (readyAt, _queued++));

    /// <summary>The trial of the retry that is due first.</summary>
    public int PeekRetry(bool isLast) => (isLast ? _last : _retries).Peek().Trial;

    /// <summary>Takes the retry that is due first.</summary>
    /// <returns>Since when it has waited.</returns>
    public TimeSpan TakeRetry(bool isLast) => (isLast ? _last : _retries).Dequeue().Since;

    /// <summary>Takes the next fresh trial of a lane.</summary>
    /// <returns>Since when one of this target's has been the next one.</returns>
    public TimeSpan TakeFresh(Lane lane, TimeSpan now)
    {
        var since = _headSince;
        _headSince = now;
        lane.Take();
        return since;
    }

    /// <summary>It has answered, now or before the run was resumed: the tokens that it took, or null.</summary>
    public void Answered(QuestionLength length, Usage? usage)
    {
        HasAnswered = true;
        if (usage is not null)
            Charges.Answered(length, usage);
    }

    /// <summary>An answer took so long.</summary>
    public void Took(string? category, TimeSpan latency)
    {
        _all.Answered(latency.TotalSeconds);
        LaneOf(category).Answered(latency.TotalSeconds);
    }

    private readonly record struct Retry(int Trial, TimeSpan Since);
}
