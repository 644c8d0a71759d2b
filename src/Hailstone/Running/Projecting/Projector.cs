using Hailstone.Ledger;
using Hailstone.Planning;
using Hailstone.Scoring;

namespace Hailstone.Running.Projecting;

/// <summary>
/// Gathers what a run has used, fact by fact, and says what all of it will have cost and taken. It reads no clock.
/// </summary>
/// <remarks>
/// What is spent is certain; each trial ahead is expected to cost what the first ones of its target did, beyond its own
/// input tokens, which are known (docs/estimates.md). Trials leave in a seeded order, but of the next few those of the
/// category that takes longest go first: so each category with enough answers speaks for itself.
/// </remarks>
public sealed class Projector
{
    /// <summary>After so many answers of each target, or all of its trials, a pilot is done.</summary>
    public const int PilotAnswers = 5;

    /// <summary>Those past the sixteenth are taken together, as they are where the order is decided.</summary>
    private const int MostCategories = 16;

    private readonly Plan _plan;
    private readonly List<TargetTally> _tallies = [];
    private readonly List<PoolTime> _pools = [];
    private readonly int[] _categories;
    private readonly ItemTokens _tokens;
    private readonly bool[] _ended;
    private readonly HashSet<int> _unanswered = [];
    private readonly HashSet<int> _probes = [];
    private RunStatus? _status;
    private bool _hasAnswered;

    /// <summary>Makes a projector of a run that has not begun.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="tokens">The tokens of its items.</param>
    public Projector(Plan plan, ItemTokens tokens)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(tokens);
        _plan = plan;
        _tokens = tokens;
        _ended = new bool[plan.Count];
        var categories = plan.Items.Select(item => item.Category ?? "").Distinct()
            .Select((category, index) => (category, Math.Min(index, MostCategories - 1)))
            .ToDictionary();
        _categories = [.. plan.Items.Select(item => categories[item.Category ?? ""])];
        var estimate = Estimator.Of(plan, tokens);
        foreach (var target in plan.Targets)
        {
            _tallies.Add(new TargetTally(
                target,
                estimate.Targets.FirstOrDefault(of => of.Target == target),
                Math.Min(categories.Count, MostCategories)));
        }

        for (var trial = 0; trial < plan.Count; trial++)
            TallyOf(trial).Plan(CategoryOf(trial), EstimatedOf(trial));
        foreach (var pool in plan.Targets.Index().GroupBy(
            target => $"{target.Item.Model.Provider.Id}/{target.Item.Model.Pool}", target => target.Index))
        {
            _pools.Add(new PoolTime(pool.Key, [.. pool]));
        }
    }

    /// <summary>
    /// Whether each target that is still asked has enough answers to go by, one of them of this process, and something
    /// is ahead.
    /// </summary>
    public bool IsPilotDone => _hasAnswered && LeastSeen >= PilotAnswers;

    /// <summary>The fewest answers to go by that any target has which is still asked; null where all is done.</summary>
    internal long? LeastSeen => _tallies.Where(tally => tally.Ahead > 0).Min(tally => (long?)tally.Seen.All.Count);

    /// <summary>Takes a fact in.</summary>
    /// <param name="fact">The fact.</param>
    public void Add(Fact fact)
    {
        switch (fact)
        {
            case AttemptStarted { Purpose: Purpose.Preflight } started:
                _probes.Add(started.Attempt);
                break;
            case AttemptStarted started:
                TallyOf(started.Trial).Add(started, CategoryOf(started.Trial), EstimatedOf(started.Trial));
                break;
            case AttemptEnded ended when _probes.Remove(ended.Attempt):
                TallyOf(ended.Trial).Probed(ended);
                break;
            case AttemptEnded ended:
                TallyOf(ended.Trial).Add(ended);
                _hasAnswered |= _status is not null && ended.Failure is null;
                break;
            case TrialEnded ended when !_ended[ended.Trial]:
                End(ended);
                break;
            case RunResumed resumed:
                _tallies.ForEach(tally => tally.Resume());
                if (resumed.RetriesFailed)
                    Reopen();
                break;
        }
    }

    /// <summary>Takes in where the run stands.</summary>
    /// <param name="status">The newest status.</param>
    public void Set(RunStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        _status = status;
        foreach (var pool in _pools)
            pool.Moved(status.Elapsed, _tallies);
    }

    /// <summary>What is expected now; null before the first status.</summary>
    public Projection? Now()
    {
        if (_status is not { } status)
            return null;
        var usd = _tallies.ConvertAll(UsdTotal.Of);
        var spent = _tallies.Sum(tally => tally.SpentUsd);
        var (low, high) = UsdSum.Of(usd);
        return new Projection
        {
            Targets = [.. _tallies.Select((tally, index) => Of(tally, usd[index]))],
            Ended = _tallies.Sum(tally => tally.Ended),
            Ahead = _tallies.Sum(tally => tally.Ahead),
            SpentUsd = spent,
            UsdLow = Math.Max(spent, (decimal)low),
            UsdHigh = high is { } most ? Math.Max(spent, (decimal)most) : null,
            Unpriced = _tallies.Where((tally, index) => tally.Ahead > 0 && usd[index] is null).Count(),
            Budget = BudgetOf(spent, low, usd),
            Time = Longest(status),
        };
    }

    private static TargetProjection Of(TargetTally tally, UsdTotal? usd) => new()
    {
        Target = tally.Planned.Target.Id,
        Seen = tally.Seen.All.Count,
        Ahead = tally.Ahead,
        SpentUsd = tally.SpentUsd,
        UsdLow = (decimal?)usd?.Low,
        UsdHigh = (decimal?)usd?.High,
        InputFactor = tally.InputFactor,
        InputError = tally.Estimate?.InputError ?? 0,
    };

    private BudgetEnd? BudgetOf(decimal spent, double low, List<UsdTotal?> usd)
    {
        var ahead = _tallies.Sum(tally => tally.Ahead);
        if (_plan.Suite.Budget is not { Usd: { } budget } || ahead == 0)
            return null;
        // A question leaves only while the most that it can cost is there.
        var room = budget - (_tallies.Sum(tally => tally.Ahead * tally.WorstUsd) / ahead);
        if ((decimal)low <= room)
            return null;
        var ended = _tallies.Sum(tally => tally.Ended);
        var left = usd.Sum(target => target?.Middle ?? 0) - (double)spent;
        var trials = left > 0 ? (double)(room - spent) / left * ahead : 0;
        return new BudgetEnd(budget, ended + (int)Math.Clamp(trials, 0, ahead), ended + ahead);
    }

    // Pools go on side by side: the longest says when all is done.
    private TimeProjection Longest(RunStatus status)
    {
        var times = _pools.Select(pool => pool.Of(_tallies, status)).OfType<TimeProjection>().ToList();
        if (times.Count == 0)
            return new TimeProjection(0, 0, 0, null, null);
        var longest = times.MaxBy(time => time.HighSeconds ?? time.LeastSeconds)!;
        var isKnown = times.TrueForAll(time => time.HighSeconds is not null);
        return longest with
        {
            LeastSeconds = times.Max(time => time.LeastSeconds),
            LowSeconds = isKnown ? times.Max(time => time.LowSeconds) : null,
            HighSeconds = isKnown ? longest.HighSeconds : null,
        };
    }

    private void End(TrialEnded ended)
    {
        _ended[ended.Trial] = true;
        if (ended.Outcome is Outcome.Failed or Outcome.NotRun)
            _unanswered.Add(ended.Trial);
        TallyOf(ended.Trial).Add(ended, CategoryOf(ended.Trial), EstimatedOf(ended.Trial));
    }

    private void Reopen()
    {
        foreach (var trial in _unanswered)
        {
            _ended[trial] = false;
            TallyOf(trial).Reopen(CategoryOf(trial), EstimatedOf(trial));
        }

        _unanswered.Clear();
    }

    private TargetTally TallyOf(int trial) => _tallies[_plan.TrialOf(trial).Target];

    private int CategoryOf(int trial) => _categories[_plan.TrialOf(trial).Item];

    private double EstimatedOf(int trial) =>
        _tokens.Of(_plan.TrialOf(trial).Item, _plan.Targets[_plan.TrialOf(trial).Target].Model);
}
