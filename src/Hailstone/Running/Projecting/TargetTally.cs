using Hailstone.Catalogue;
using Hailstone.Ledger;
using Hailstone.Planning;
using Hailstone.Scoring;
using Hailstone.Statistics;

namespace Hailstone.Running.Projecting;

/// <summary>What one target has used so far, and what is ahead of it.</summary>
/// <param name="planned">The target.</param>
/// <param name="estimate">The plan's estimate; null where the catalogue refused it.</param>
/// <param name="categories">How many categories there are.</param>
/// <remarks>
/// Trials leave in a random order, but they do not end in it: who comes back first is short, and what is still out is
/// long. So nothing is concluded from whatever happens to have ended, but from the first 5, 10, 20, 40, ... that left,
/// once all of them are back: those are a random part, whatever became of the others. Finer steps would bring the fault
/// back, since the longest part that is back is the one before a long answer.
/// </remarks>
internal sealed class TargetTally(PlannedTarget planned, TargetEstimate? estimate, int categories)
{
    private const decimal Million = 1_000_000m;

    private readonly bool _readsAreFree = planned.Model.Provider.ChargeRule == ChargeRule.InputAndProducedOutput;
    private readonly Others[] _others = new Others[categories];
    private readonly Dictionary<int, OpenTrial> _open = [];
    private readonly Queue<OpenTrial> _sent = [];
    private readonly Queue<OpenTrial> _back = [];
    private readonly UsedTokens _ended = new();
    private int _next = Projector.PilotAnswers;
    private TimeSpan _latencies;
    private int _answers;

    /// <summary>The target.</summary>
    public PlannedTarget Planned { get; } = planned;

    /// <summary>The plan's estimate; null where the catalogue refused it.</summary>
    public TargetEstimate? Estimate { get; } = estimate;

    /// <summary>How many trials have ended.</summary>
    public int Ended { get; private set; }

    /// <summary>How many have not.</summary>
    public int Ahead { get; private set; }

    /// <summary>The input tokens that were estimated for those.</summary>
    public double AheadEstimated { get; private set; }

    /// <summary>The first that left, all of them back: what they used tells of the others.</summary>
    public Strata Seen { get; } = new(categories);

    /// <summary>What is spent, in US dollars.</summary>
    public decimal SpentUsd { get; private set; }

    /// <summary>Of that, what belongs to no prediction: the preflight, and trials that were stopped.</summary>
    public decimal ApartUsd { get; private set; }

    /// <summary>The most that one of its trials can cost by the plan, in US dollars; 0 where nobody knows.</summary>
    public decimal WorstUsd => Estimate is { UsdHigh: { } high, Trials: > 0 and var trials } ? high / trials : 0;

    /// <summary>Questions that are out.</summary>
    public int InFlight { get; private set; }

    /// <summary>The mean time of an answer, in seconds; null before the first.</summary>
    public double? MeanSeconds => _answers == 0 ? null : _latencies.TotalSeconds / _answers;

    /// <summary>Input tokens as counted over as estimated; null before an answer told.</summary>
    public double? InputFactor => Seen.All.InputFactor;

    /// <summary>A trial is part of the plan, or open again.</summary>
    public void Plan(int category, double estimated)
    {
        Ahead++;
        AheadEstimated += estimated;
        _others[category] = _others[category].With(estimated);
    }

    /// <summary>A trial that ended is open again.</summary>
    public void Reopen(int category, double estimated)
    {
        Ended--;
        Plan(category, estimated);
    }

    /// <summary>Another process goes on: what was out is not out any more, and leaves anew.</summary>
    public void Resume()
    {
        _sent.Clear();
        InFlight = 0;
        foreach (var trial in _open.Values)
            trial.IsQueued = false;
    }

    /// <summary>A question of the preflight ended.</summary>
    public void Probed(AttemptEnded ended)
    {
        SpentUsd += ended.CostUsd ?? 0;
        ApartUsd += ended.CostUsd ?? 0;
    }

    /// <summary>An attempt leaves.</summary>
    public void Add(AttemptStarted started, int category, double estimated)
    {
        InFlight++;
        if (!_open.TryGetValue(started.Trial, out var trial))
            _open[started.Trial] = trial = new OpenTrial(category, estimated);
        if (trial.IsQueued)
            return;
        trial.IsQueued = true;
        _sent.Enqueue(trial);
    }

    /// <summary>An attempt ended.</summary>
    public void Add(AttemptEnded ended)
    {
        InFlight = Math.Max(0, InFlight - 1);
        SpentUsd += ended.CostUsd ?? 0;
        if (_open.TryGetValue(ended.Trial, out var trial))
            trial.Add(ended, _readsAreFree);
        if (ended is not { Failure: null, Stamps: { } stamps })
            return;
        _latencies += stamps.Closed;
        _answers++;
    }

    /// <summary>A trial ended.</summary>
    public void Add(TrialEnded ended, int category, double estimated)
    {
        Ended++;
        Ahead--;
        AheadEstimated -= estimated;
        _open.Remove(ended.Trial, out var trial);
        if (ended.Outcome == Outcome.NotRun)
        {
            _others[category] = _others[category].Without(estimated);
            ApartUsd += trial?.Usd ?? 0;
        }
        else if (trial is not null)
        {
            _ended.Add(trial);
        }

        if (trial is null)
            return;
        trial.HasEnded = true;
        trial.IsNoAnswer = ended.Outcome == Outcome.NotRun;
        Gather();
    }

    /// <summary>
    /// Predicts a sum over all trials but <see cref="Seen"/>, ended or not; null before the first five are back.
    /// </summary>
    /// <param name="what">What is summed.</param>
    /// <param name="slope">How much of it each estimated input token brings.</param>
    public Prediction? PredictOthers(Func<UsedTokens, PairedMoments> what, double slope) =>
        Seen.All.Count == 0 ? null : Seen.Predict(_others, what, slope);

    /// <summary>Whether some categories have hardly been asked, so that only an upper end can be told.</summary>
    public bool LeavesOut => Seen.LeavesOut(_others);

    /// <summary>The same of those categories alone that have answers of their own to go by.</summary>
    /// <param name="what">What is summed.</param>
    /// <param name="slope">How much of it each estimated input token brings.</param>
    public Prediction PredictKnownOthers(Func<UsedTokens, PairedMoments> what, double slope) =>
        Seen.PredictKnown(_others, what, slope);

    /// <summary>The same of what they cost; null without a price, too.</summary>
    public Prediction? PredictUsd() => Planned.Price is null ? null : PredictOthers(used => used.Usd, UsdSlope);

    /// <summary>The same of those categories alone that have answers of their own to go by.</summary>
    public Prediction PredictKnownUsd() => PredictKnownOthers(used => used.Usd, UsdSlope);

    /// <summary>What those of the others that have ended used of it.</summary>
    public double UsedByOthers(Func<UsedTokens, PairedMoments> what) =>
        Sum(what(_ended)) - Sum(what(Seen.All));

    private double UsdSlope => (InputFactor ?? 1) * (double)((Planned.Price?.Input ?? 0) / Million);

    private static double Sum(PairedMoments moments) => moments.Count * moments.MeanY;

    private void Gather()
    {
        while (_sent.TryPeek(out var oldest) && oldest.HasEnded)
        {
            _sent.Dequeue();
            if (!oldest.IsNoAnswer)
                _back.Enqueue(oldest);
        }

        // One step at a time: whoever looks after each sees each.
        if (Seen.All.Count + _back.Count < _next)
            return;
        while (Seen.All.Count < _next)
            Take(_back.Dequeue());
        _next *= 2;
    }

    private void Take(OpenTrial trial)
    {
        Seen.Add(trial);
        _others[trial.Category] = _others[trial.Category].Without(trial.Estimated);
    }
}
