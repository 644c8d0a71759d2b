using Hailstone.Catalogue;
using Hailstone.Ledger;
using Hailstone.Planning;
using Hailstone.Scoring;
using Hailstone.Statistics;

namespace Hailstone.Running.Projecting;

/// <summary>What one target has used so far, and what is ahead of it.</summary>
/// <remarks>
/// Trials leave in a random order, but they do not end in it: who comes back first is short. So while more than a tenth
/// as many are out as have ended, only those count that left before the oldest which is out.
/// </remarks>
internal sealed class TargetTally(PlannedTarget planned, TargetEstimate? estimate, int categories)
{
    /// <summary>With so many answers a spread can be told; before, the plan's own bounds hold.</summary>
    public const int Few = 3;

    private const int EndedForEachOut = 10;
    private const decimal Million = 1_000_000m;

    private readonly bool _readsAreFree = planned.Model.Provider.ChargeRule == ChargeRule.InputAndProducedOutput;
    private readonly Ahead[] _ahead = new Ahead[categories];
    private readonly Strata _all = new(categories);
    private readonly Strata _first = new(categories);
    private readonly Dictionary<int, OpenTrial> _open = [];
    private readonly Queue<OpenTrial> _sent = [];
    private int _out;
    private TimeSpan _latencies;
    private int _answers;

    /// <summary>The target.</summary>
    public PlannedTarget Planned { get; } = planned;

    /// <summary>The plan's estimate; null where the catalogue refused it.</summary>
    public TargetEstimate? Estimate { get; } = estimate;

    /// <summary>How many trials have ended.</summary>
    public int Ended { get; private set; }

    /// <summary>How many have not.</summary>
    public int Trials => _ahead.Sum(part => part.Trials);

    /// <summary>The input tokens that were estimated for what is ahead.</summary>
    public double Estimated => _ahead.Sum(part => part.Estimated);

    /// <summary>What is spent, in US dollars.</summary>
    public decimal SpentUsd { get; private set; }

    /// <summary>What trials have cost that have not ended.</summary>
    public decimal OpenUsd => _open.Values.Sum(trial => trial.Usd);

    /// <summary>Questions that are out.</summary>
    public int InFlight { get; private set; }

    /// <summary>The mean time of an answer, in seconds; null before the first.</summary>
    public double? MeanSeconds => _answers == 0 ? null : _latencies.TotalSeconds / _answers;

    /// <summary>What tells of the trials that are ahead.</summary>
    public Strata Seen => _out * EndedForEachOut <= _all.All.Count ? _all : _first;

    /// <summary>Input tokens as counted over as estimated; null before an answer told.</summary>
    public double? InputFactor => Seen.All.InputFactor;

    /// <summary>A trial is part of the plan, or open again.</summary>
    public void Plan(int category, double estimated) =>
        _ahead[category] = _ahead[category].Plus(new Ahead(1, estimated));

    /// <summary>It was reopened by a retry.</summary>
    public void Reopen(int category, double estimated)
    {
        Ended--;
        Plan(category, estimated);
    }

    /// <summary>Another process goes on: what was out is not out any more.</summary>
    public void Resume()
    {
        _sent.Clear();
        _out = InFlight = 0;
        foreach (var trial in _open.Values)
            trial.IsQueued = false;
    }

    /// <summary>A question of the preflight ended.</summary>
    public void Probed(AttemptEnded ended) => SpentUsd += ended.CostUsd ?? 0;

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
        _out++;
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
        _ahead[category] = _ahead[category].Without(estimated);
        if (!_open.Remove(ended.Trial, out var trial))
            return;
        trial.HasEnded = true;
        trial.IsNoAnswer = ended.Outcome == Outcome.NotRun;
        if (trial.IsQueued)
            _out--;
        if (!trial.IsNoAnswer)
            _all.Add(trial);
        while (_sent.TryPeek(out var oldest) && oldest.HasEnded)
        {
            _sent.Dequeue();
            if (!oldest.IsNoAnswer)
                _first.Add(oldest);
        }
    }

    /// <summary>Predicts a sum over what is ahead; null before a few have ended.</summary>
    /// <param name="what">What is summed.</param>
    /// <param name="slope">How much of it each estimated input token brings.</param>
    public Prediction? Predict(Func<UsedTokens, PairedMoments> what, double slope) =>
        Seen.All.Count < Few ? null : Seen.Predict(_ahead, what, slope);

    /// <summary>Predicts what the trials ahead will cost; null before a few have ended, or without a price.</summary>
    public Prediction? PredictUsd() => Planned.Price is not { } price
        ? null
        : Predict(used => used.Usd, (InputFactor ?? 1) * (double)(price.Input / Million));
}
