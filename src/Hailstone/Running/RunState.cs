using System.Text.Json;
using Hailstone.Ledger;
using Hailstone.Pacing;
using Hailstone.Planning;
using Hailstone.Scoring;

namespace Hailstone.Running;

/// <summary>The machine of a run: events in, steps out. It reads no clock, sends nothing and writes nothing.</summary>
/// <remarks>
/// Facts are the events that are kept: <see cref="Fold"/> is the only place where they change the state, whether they
/// have just been decided or are read back by a resumed run.
/// </remarks>
internal sealed partial class RunState
{
    private readonly Plan _plan;
    private readonly RunSettings _settings;
    private readonly Random _random;
    private readonly List<PoolQueue> _pools = [];
    private readonly List<TargetQueue> _targets = [];
    private readonly Dictionary<string, Credential> _credentials = [];
    private readonly Dictionary<int, Flight> _flights = [];
    private readonly Dictionary<int, int> _trialKeyStrikes = [];
    private readonly Dictionary<int, TimeSpan> _firstAsked = [];
    private readonly Dictionary<int, int> _open = [];
    private readonly HashSet<int> _bodied = [];
    private readonly HashSet<int> _probes = [];
    private readonly Dictionary<int, int> _timeouts = [];
    private readonly PriorityQueue<int, TimeSpan> _overdue = new();
    private readonly bool[] _settled;
    private readonly byte[] _tries;
    private readonly byte[] _unended;
    private readonly Dictionary<int, JsonElement> _turns = [];
    private readonly Purse _purse;
    private readonly QuestionLength[] _lengths;
    private readonly QuestionLength _averageLength;
    private int _attempts;
    private EndReason? _stopping;
    private bool _finished;
    private Latencies _latencies;
    private TimeSpan _lastProgress;

    public RunState(Plan plan, RunSettings settings)
    {
        _plan = plan;
        _settings = settings;
        _random = new Random(settings.Seed);
        _settled = new bool[plan.Count];
        _tries = new byte[plan.Count];
        _unended = new byte[plan.Count];
        _lengths = [.. plan.Items.Select(item => QuestionLength.Of(item.Prompt, item.System))];
        _averageLength = _lengths.Length == 0
            ? default
            : new QuestionLength(
                (long)_lengths.Average(length => length.Characters), _lengths.Average(length => length.Tokens));
        _purse = new Purse(plan);
        Unsettled = plan.Count;
        for (var index = 0; index < plan.Targets.Count; index++)
            AddTarget(index, plan.Targets[index]);
        foreach (var pool in _pools)
            pool.PlacesForEach = (double)plan.Targets.Count / pool.Targets.Count;
    }

    /// <summary>The pools, in the plan's order.</summary>
    public IReadOnlyList<PoolQueue> Pools => _pools;

    /// <summary>The attempts that are out.</summary>
    public IReadOnlyCollection<Flight> Flights => _flights.Values;

    /// <summary>Trials that have not ended.</summary>
    public int Unsettled { get; private set; }

    /// <summary>Takes a fact of an earlier process in; call <see cref="Begin"/> after the last.</summary>
    public void Replay(Fact fact)
    {
        Fold(fact);
        // Of what was reached in an earlier process, that one has warned.
        _purse.Reached.Clear();
    }

    /// <summary>Takes a fact of this process's preflight in; call <see cref="Begin"/> after the last.</summary>
    public void TakeOver(Fact fact) => Fold(fact);

    /// <summary>Begins, or goes on after a replay.</summary>
    public Step Begin(RunEvent.Tick now)
    {
        var step = new Step();
        Warn(step);
        TryMoneyAgain();
        foreach (var (attempt, trial) in _open.OrderBy(open => open.Key).ToList())
            Keep(step, AttemptFacts.Lost(attempt, trial, now.At));
        for (var place = 0; place < _plan.Count; place++)
        {
            var trial = _plan.At(place);
            if (!_settled[trial.Index])
                _targets[trial.Target].LaneOf(_plan.Items[trial.Item].Category).Add(place);
        }

        foreach (var target in _targets)
        {
            if (target.Planned.Refused is { } refused)
                StopTarget(step, target, refused.Message, refused.Mend, now.At);
            else if (target.StoppedBecause is { } reason)
                StopTarget(step, target, reason, "", now.At);
        }

        Dispatch(step, now);
        return step;
    }

    /// <summary>Moves the run on by one event.</summary>
    public Step Apply(RunEvent happened)
    {
        var step = new Step();
        if (_finished)
            return step;
        switch (happened)
        {
            case RunEvent.HeadArrived head:
                OnHead(head);
                break;
            case RunEvent.ExchangeEnded ended:
                OnEnded(step, ended);
                break;
            case RunEvent.StopWished wish:
                _stopping ??= wish.Because;
                break;
        }

        GiveUpOverdue(step, happened);
        if (_settings.Deadline is { } deadline && happened.Now >= deadline)
            _stopping ??= EndReason.Deadline;
        Dispatch(step, happened);
        return step;
    }

    private void AddTarget(int index, PlannedTarget planned)
    {
        var provider = planned.Model.Provider;
        // A script knows no pools: it waits for its one answer from a provider, whatever the model.
        var isSequential = _settings.Policy.IsSequential;
        var name = isSequential ? provider.Id : $"{provider.Id}/{planned.Model.Pool}";
        var pool = _pools.Find(queue => queue.Pool.Name == name);
        if (pool is null)
        {
            if (!_credentials.TryGetValue(provider.Id, out var credential))
                _credentials[provider.Id] = credential = new Credential(provider.Id);
            var admission = _settings.Policy.AdmissionFor(
                name, provider.ChargeRule, planned.Model.Limits, _settings.InFlight);
            pool = new PoolQueue(admission, credential)
            {
                KeepsOrder = _settings.KeepOrder || isSequential,
                IsSequential = isSequential,
            };
            _pools.Add(pool);
        }

        var target = new TargetQueue(index, planned) { Unsettled = _plan.Items.Count * _plan.Repeats };
        pool.Add(target);
        _targets.Add(target);
    }

    private void OnHead(RunEvent.HeadArrived arrived)
    {
        if (!_flights.TryGetValue(arrived.Attempt, out var flight))
            return;
        var charged = flight.Pool.Pool.Learn(
            flight.Permit,
            arrived.Head.Status,
            LimitHeaders.Read(arrived.Head, arrived.At),
            arrived.Head.Status >= 400 ? RetryAfter.Read(arrived.Head, "", null, arrived.At) : null,
            arrived.Now);
        if (charged is { } tokens)
            flight.Target.Charges.Calibrate(flight.Permit.Charge.Tokens, tokens);
        if (arrived.Head.Status is < 200 or >= 300)
            return;
        flight.Target.IsOpen = true;
        flight.Pool.Credential.Works();
    }

    private void StopKey(Step step, Credential credential, string reason, string mend, DateTimeOffset at)
    {
        foreach (var pool in _pools.Where(pool => pool.Credential == credential))
        {
            foreach (var target in pool.Targets.Where(target => target.StoppedBecause is null))
                StopTarget(step, target, reason, mend, at);
        }
    }

    private void StopTarget(Step step, TargetQueue target, string reason, string mend, DateTimeOffset at)
    {
        target.StoppedBecause = reason;
        if (target.Unsettled == 0)
            return;
        Keep(step, new TargetStopped { At = at, Target = target.Target, Reason = reason, Mend = mend });
        var inFlight = _flights.Values.Select(flight => flight.Trial.Index).ToHashSet();
        for (var index = 0; index < _plan.Count; index++)
        {
            if (_plan.TrialOf(index).Target == target.Target && !_settled[index] && !inFlight.Contains(index))
                Keep(step, new TrialEnded { At = at, Trial = index, Outcome = Outcome.NotRun, Explain = reason });
        }
    }

    private void Keep(Step step, Fact fact)
    {
        Fold(fact);
        step.Facts.Add(fact);
        Warn(step);
    }

    private void Fold(Fact fact)
    {
        switch (fact)
        {
            case AttemptStarted started:
                _attempts = Math.Max(_attempts, started.Attempt);
                _open[started.Attempt] = started.Trial;
                if (started.Purpose == Purpose.Preflight)
                    _probes.Add(started.Attempt);
                _purse.Reserve(started);
                break;
            case AttemptEnded ended:
                _open.Remove(ended.Attempt);
                _purse.Settle(ended);
                if (_probes.Remove(ended.Attempt))
                {
                    ProbeEnded(ended);
                    break;
                }

                if (ended is { Stop: not null, AgainAfterSeconds: not null })
                    _unended[ended.Trial]++;
                if (ended.CountsAsTry)
                    _tries[ended.Trial]++;
                if (ended.Failure is null)
                    Answered(_plan.TrialOf(ended.Trial), ended.Usage);
                break;
            case RunResumed resumed:
                ForgetProbes();
                if (resumed.RetriesFailed)
                    Reopen();
                break;
            case TargetStopped stopped:
                _targets[stopped.Target].StoppedBecause = stopped.Reason;
                _targets[stopped.Target].IsOutOfMoney = stopped.OutOfMoney;
                break;
            case TrialEnded trial when !_settled[trial.Trial]:
                _settled[trial.Trial] = true;
                NoteOutcome(trial.Trial, trial.Outcome);
                _turns.Remove(trial.Trial);
                _firstAsked.Remove(trial.Trial);
                Unsettled--;
                _targets[_plan.TrialOf(trial.Trial).Target].Unsettled--;
                break;
        }
    }

    private void Answered(Trial trial, Catalogue.Usage? usage) =>
        _targets[trial.Target].Answered(_lengths[trial.Item], usage);
}
