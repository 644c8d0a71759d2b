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
    private readonly Dictionary<int, int> _open = [];
    private readonly HashSet<int> _bodied = [];
    private readonly bool[] _settled;
    private readonly byte[] _tries;
    private readonly byte[] _unended;
    private readonly Dictionary<int, JsonElement> _turns = [];
    private readonly Money _money;
    private int _attempts;
    private EndReason? _stopping;
    private bool _finished;
    private Latencies _latencies;

    public RunState(Plan plan, RunSettings settings)
    {
        _plan = plan;
        _settings = settings;
        _random = new Random(settings.Seed);
        _settled = new bool[plan.Count];
        _tries = new byte[plan.Count];
        _unended = new byte[plan.Count];
        _money = new Money(plan.Suite.Budget?.Usd);
        Unsettled = plan.Count;
        for (var index = 0; index < plan.Targets.Count; index++)
            AddTarget(index, plan.Targets[index]);
    }

    /// <summary>Trials that have not ended.</summary>
    public int Unsettled { get; private set; }

    /// <summary>Takes a fact of an earlier process in; call <see cref="Begin"/> after the last.</summary>
    public void Replay(Fact fact) => Fold(fact);

    /// <summary>Begins, or goes on after a replay.</summary>
    public Step Begin(RunEvent.Tick now)
    {
        var step = new Step();
        foreach (var (attempt, trial) in _open.OrderBy(open => open.Key).ToList())
            Keep(step, AttemptFacts.Lost(attempt, trial, now.At));
        for (var place = 0; place < _plan.Count; place++)
        {
            var trial = _plan.At(place);
            if (!_settled[trial.Index])
                _targets[trial.Target].AddFresh(place);
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

        if (_settings.Deadline is { } deadline && happened.Now >= deadline)
            _stopping ??= EndReason.Deadline;
        Dispatch(step, happened);
        return step;
    }

    private void AddTarget(int index, PlannedTarget planned)
    {
        var provider = planned.Model.Provider;
        var name = $"{provider.Id}/{planned.Model.Pool}";
        var pool = _pools.Find(queue => queue.Pool.Name == name);
        if (pool is null)
        {
            if (!_credentials.TryGetValue(provider.Id, out var credential))
                _credentials[provider.Id] = credential = new Credential(provider.Id);
            pool = new PoolQueue(
                new Pool(name, provider.ChargeRule, planned.Model.Limits, _settings.InFlight), credential);
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
        flight.Pool.Pool.Learn(flight.Permit, LimitHeaders.Read(arrived.Head, arrived.At), arrived.Now);
        if (arrived.Head.Status is < 200 or >= 300)
            return;
        flight.Target.IsOpen = true;
        flight.Pool.Credential.Works();
    }

    private void OnEnded(Step step, RunEvent.ExchangeEnded ended)
    {
        if (!_flights.Remove(ended.Attempt, out var flight))
            return;
        flight.Target.InFlight--;
        flight.Pool.Credential.InFlight--;
        if (ended.Scored is { } scored)
            OnAnswer(step, ended, flight, scored);
        else if (ended.Failure is { } failure)
            OnFailure(step, ended, flight, failure);
        else
            OnDropped(step, ended, flight);
    }

    private void OnAnswer(Step step, RunEvent.ExchangeEnded ended, Flight flight, Scored scored)
    {
        var response = ((Providers.Exchange.Answered)ended.Exchange!).Response;
        flight.Pool.Pool.Succeeded(flight.Permit, response.Usage, ended.Now);
        flight.Pool.Credential.Works();
        flight.Target.IsOpen = true;
        _latencies = _latencies.With(ended.Exchange.Stamps.Closed);
        if (flight.Pool.Pool.Circuit.Alive())
            Resume(step, flight.Pool, ended.At);
        var trial = flight.Trial.Index;
        var again = _settled[trial] || flight.Target.StoppedBecause is not null
            ? null
            : AnswerRules.Again(response, _unended[trial], _random);
        Keep(step, AttemptFacts.Answered(ended, flight, again));
        AddBodies(step, ended, flight);
        if (_settled[trial])
            return;
        if (again is { } wait)
            GoOn(flight.Target, trial, response, ended.Now, wait);
        else
            Keep(step, AttemptFacts.TrialEnded(trial, scored, ended));
    }

    private void GoOn(TargetQueue target, int trial, Providers.Response response, TimeSpan now, TimeSpan wait)
    {
        if (response.TurnSoFar is { } turn)
            _turns[trial] = turn;
        target.AddRetry(trial, now + wait, now);
    }

    private void OnFailure(Step step, RunEvent.ExchangeEnded ended, Flight flight, Classified failure)
    {
        var pool = flight.Pool.Pool;
        var exchange = (Providers.Exchange.Failed)ended.Exchange!;
        var trial = flight.Trial.Index;
        WatchCircuit(step, ended, flight, failure);
        var poolWait = pool.Failed(flight.Permit, failure, exchange.Failure.Usage, ended.Now, _random);
        if (failure.Class == FailureClass.Key)
            flight.Pool.Credential.Strike(flight.Permit.At, ended.Now, TimeSpan.FromSeconds(2));
        if (failure.Class == FailureClass.Model)
            flight.Target.ModelStrikes++;
        var verdict = Verdict.On(failure, EvidenceOf(ended, flight, failure, poolWait), _random);
        if (_settled[trial] || flight.Target.StoppedBecause is not null)
            verdict = new Verdict.StopTrial(null);

        Keep(step, AttemptFacts.Failed(ended, flight, failure, verdict));
        AddBodies(step, ended, flight);
        switch (verdict)
        {
            case Verdict.Again again:
                flight.Target.AddRetry(trial, ended.Now + again.After, ended.Now);
                break;
            case Verdict.StopTrial stop when !_settled[trial]:
                Keep(step, AttemptFacts.TrialEnded(trial, OutcomeOf(stop, flight.Target, failure, exchange), ended));
                break;
            case Verdict.StopTarget:
                StopTarget(step, flight.Target, ReasonOf(failure, exchange), failure.Mend ?? "", ended.At);
                break;
            case Verdict.StopKey:
                StopKey(step, flight.Pool.Credential, ReasonOf(failure, exchange), failure.Mend ?? "", ended.At);
                break;
        }
    }

    private void OnDropped(Step step, RunEvent.ExchangeEnded ended, Flight flight)
    {
        flight.Pool.Pool.Dropped();
        Keep(step, AttemptFacts.Dropped(ended, flight));
        flight.Target.AddRetry(flight.Trial.Index, ended.Now, ended.Now);
    }

    private void AddBodies(Step step, RunEvent.ExchangeEnded ended, Flight flight)
    {
        if (!_settings.KeepAnswers)
            return;
        if (_bodied.Add(flight.Trial.Index))
            step.Bodies.Add(new Body(flight.Attempt, BodyKind.Request, ended.Exchange!.RequestBody));
        if (ended.Exchange is Providers.Exchange.Answered answered)
            step.Bodies.Add(new Body(flight.Attempt, BodyKind.Answer, answered.Response.Text));
        else if (ended.Exchange?.ResponseBody is { } raw)
            step.Bodies.Add(new Body(flight.Attempt, BodyKind.RawResponse, raw));
    }

    private void WatchCircuit(Step step, RunEvent.ExchangeEnded ended, Flight flight, Classified failure)
    {
        var circuit = flight.Pool.Pool.Circuit;
        if (failure.Class is FailureClass.Capacity or FailureClass.MayHaveRun)
        {
            if (circuit.InTrouble(flight.Permit.At, ended.Now))
            {
                Keep(step, new ProviderPaused
                {
                    At = ended.At,
                    Pool = flight.Pool.Pool.Name,
                    Reason = failure.Name,
                    Until = ended.At + (circuit.NextProbe - ended.Now),
                });
            }
        }
        else if (circuit.Alive())
        {
            Resume(step, flight.Pool, ended.At);
        }
    }

    private void Resume(Step step, PoolQueue pool, DateTimeOffset at)
    {
        pool.Pool.Reopened();
        Keep(step, new ProviderResumed { At = at, Pool = pool.Pool.Name });
    }

    private Evidence EvidenceOf(
        RunEvent.ExchangeEnded ended, Flight flight, Classified failure, TimeSpan poolWait)
    {
        var trial = flight.Trial.Index;
        if (failure.Class == FailureClass.Key)
            _trialKeyStrikes[trial] = _trialKeyStrikes.GetValueOrDefault(trial) + 1;
        return new Evidence
        {
            TriesBefore = _tries[trial],
            PoolWait = poolWait,
            TriesAreSpared = flight.Pool.Pool.Circuit.SparesTries(ended.Now),
            TargetHasAnswered = flight.Target.HasAnswered,
            ModelIsMissing = ended.Exchange!.Head?.Status == 404,
            ModelStrikes = flight.Target.ModelStrikes,
            KeyStrikes = flight.Pool.Credential.Strikes,
            TrialKeyStrikes = _trialKeyStrikes.GetValueOrDefault(trial),
        };
    }

    private static Scored OutcomeOf(
        Verdict.StopTrial stop, TargetQueue target, Classified failure, Providers.Exchange.Failed exchange) =>
        stop.Fault switch
        {
            TrialFault.TooLong => new Scored(Outcome.TooLong, null, ReasonOf(failure, exchange)),
            TrialFault.Filtered => new Scored(Outcome.Filtered, null, ReasonOf(failure, exchange)),
            _ when target.StoppedBecause is { } reason => new Scored(Outcome.NotRun, null, reason),
            _ => new Scored(Outcome.Failed, null, ReasonOf(failure, exchange)),
        };

    private static string ReasonOf(Classified failure, Providers.Exchange.Failed exchange) =>
        AttemptFacts.Line($"{failure.Name}: {exchange.Failure.Message}");

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
    }

    private void Fold(Fact fact)
    {
        switch (fact)
        {
            case AttemptStarted started:
                _attempts = Math.Max(_attempts, started.Attempt);
                _open[started.Attempt] = started.Trial;
                _money.Reserve(started.Attempt, started.ReservedUsd);
                break;
            case AttemptEnded ended:
                _open.Remove(ended.Attempt);
                // What a broken answer cost is a guess at the likely, and the budget holds by the worst.
                _money.Settle(
                    ended.Attempt,
                    ended is { Failure: not null, CostStatus: CostStatus.Estimated } ? null : ended.CostUsd);
                if (ended is { Stop: not null, AgainAfterSeconds: not null })
                    _unended[ended.Trial]++;
                if (ended.CountsAsTry)
                    _tries[ended.Trial]++;
                if (ended.Failure is null)
                    _targets[_plan.TrialOf(ended.Trial).Target].Answered(ended.Usage?.Output);
                break;
            case TargetStopped stopped:
                _targets[stopped.Target].StoppedBecause = stopped.Reason;
                break;
            case TrialEnded trial when !_settled[trial.Trial]:
                _settled[trial.Trial] = true;
                _turns.Remove(trial.Trial);
                Unsettled--;
                _targets[_plan.TrialOf(trial.Trial).Target].Unsettled--;
                break;
        }
    }
}
