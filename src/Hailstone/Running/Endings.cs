using System.Globalization;
using Hailstone.Ledger;
using Hailstone.Pacing;
using Hailstone.Providers;
using Hailstone.Scoring;

namespace Hailstone.Running;

/// <content>What the end of an attempt means.</content>
internal sealed partial class RunState
{
    private void OnEnded(Step step, RunEvent.ExchangeEnded ended)
    {
        if (!_flights.Remove(ended.Attempt, out var flight))
            return;
        flight.Target.InFlight--;
        flight.Target.IsShort = false;
        flight.Pool.InFlight--;
        flight.Pool.Credential.InFlight--;
        if (flight.IsLast)
            flight.Pool.IsLastOut = false;
        _lastProgress = ended.Now;
        if (ended.Scored is { } scored)
            OnAnswer(step, ended, flight, scored);
        else if (ended.Failure is { } failure)
            OnFailure(step, ended, flight, failure);
        else
            OnDropped(step, ended, flight);
        if (_settled[flight.Trial.Index])
            Rest(flight, ended);
    }

    private void Rest(Flight flight, RunEvent.ExchangeEnded ended)
    {
        var pause = _settings.Policy.PauseAfter(flight.Target.Planned.Model, hasFailed: ended.Scored is null);
        if (pause > TimeSpan.Zero)
            flight.Pool.Credential.RestUntil(ended.Now + pause);
    }

    // Whoever asks ends each exchange in time; where one does not, nobody waits for it for ever.
    private void GiveUpOverdue(Step step, RunEvent happened)
    {
        while (_overdue.TryPeek(out var attempt, out var due)
            && (due <= happened.Now || !_flights.ContainsKey(attempt)))
        {
            _overdue.Dequeue();
            if (!_flights.TryGetValue(attempt, out var flight))
                continue;
            var failure = new Failure
            {
                Phase = FailurePhase.Body,
                Kind = FailureKind.Timeout,
                Message = ProviderWords.Say(
                    ProviderMessages.WholeTimeout,
                    (happened.Now - flight.Permit.At).TotalSeconds.ToString("0", CultureInfo.InvariantCulture)),
            };
            OnEnded(step, new RunEvent.ExchangeEnded
            {
                Now = happened.Now,
                At = happened.At,
                Attempt = attempt,
                Exchange = new Exchange.Failed(failure)
                {
                    Stamps = new Stamps { Closed = happened.Now - flight.Permit.At },
                    RequestHash = "",
                    RequestBody = "",
                },
                Failure = Classification.Of(failure, happened.At),
            });
        }
    }

    private void OnAnswer(Step step, RunEvent.ExchangeEnded ended, Flight flight, Scored scored)
    {
        var response = ((Exchange.Answered)ended.Exchange!).Response;
        var latency = ended.Exchange.Stamps.Closed;
        if (flight.Pool.Pool.Succeeded(flight.Permit, response.Usage, latency, ended.Now))
            Keep(step, new ProviderResumed { At = ended.At, Pool = flight.Pool.Pool.Name });
        flight.Pool.Credential.Works();
        flight.Target.IsOpen = true;
        flight.Target.Took(flight.Item.Category, latency);
        flight.Target.Speed.Answered(ended.Exchange.Stamps, response.Usage?.Output);
        _latencies = _latencies.With(latency);
        var trial = flight.Trial.Index;
        var again = _settled[trial] || flight.Target.StoppedBecause is not null
            ? null
            : _settings.Policy.Again(response, _unended[trial], _random);
        Keep(step, AttemptFacts.Answered(ended, flight, again));
        AddBodies(step, ended, flight);
        if (_settled[trial])
            return;
        if (again is { } wait)
            GoOn(flight.Target, trial, response, ended.Now, wait);
        else
            Keep(step, AttemptFacts.TrialEnded(trial, scored, ended));
    }

    private void GoOn(TargetQueue target, int trial, Response response, TimeSpan now, TimeSpan wait)
    {
        if (response.TurnSoFar is { } turn)
            _turns[trial] = turn;
        target.AddRetry(trial, now + wait, now);
    }

    private void OnFailure(Step step, RunEvent.ExchangeEnded ended, Flight flight, Classified failure)
    {
        var exchange = (Exchange.Failed)ended.Exchange!;
        var trial = flight.Trial.Index;
        var before = flight.Pool.Pool.HealthAt(ended.Now);
        var setback = flight.Pool.Pool.Failed(flight.Permit, failure, exchange.Failure.Usage, ended.Now, _random);
        Tell(step, ended, flight, failure, setback);
        if (failure.Class == FailureClass.Key && !_settings.Policy.IsSequential)
            flight.Pool.Credential.Strike(flight.Permit.At, ended.Now, TimeSpan.FromSeconds(2));
        if (failure.Class == FailureClass.Model)
            flight.Target.ModelStrikes++;
        if (exchange.Failure.Kind == FailureKind.Timeout)
            _timeouts[trial] = _timeouts.GetValueOrDefault(trial) + 1;
        var verdict = _settings.Policy.Judge(failure, EvidenceOf(ended, flight, failure, setback, before), _random);
        if (_settled[trial] || flight.Target.StoppedBecause is not null)
            verdict = new Verdict.StopTrial(null);

        Keep(step, AttemptFacts.Failed(ended, flight, failure, verdict));
        AddBodies(step, ended, flight);
        switch (verdict)
        {
            case Verdict.Again again:
                flight.Target.AddRetry(trial, ended.Now + again.After, ended.Now, again.IsLast || flight.IsLast);
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
        flight.Pool.Pool.Dropped(flight.Permit, ended.Now);
        Keep(step, AttemptFacts.Dropped(ended, flight));
        if (!_settled[flight.Trial.Index])
            flight.Target.AddRetry(flight.Trial.Index, ended.Now, ended.Now);
    }

    private void AddBodies(Step step, RunEvent.ExchangeEnded ended, Flight flight)
    {
        if (!_settings.KeepAnswers)
            return;
        if (_bodied.Add(flight.Trial.Index))
            step.Bodies.Add(new Body(flight.Attempt, BodyKind.Request, ended.Exchange!.RequestBody));
        if (ended.Exchange is Exchange.Answered answered)
            step.Bodies.Add(new Body(flight.Attempt, BodyKind.Answer, answered.Response.Text));
        else if (ended.Exchange?.ResponseBody is { } raw)
            step.Bodies.Add(new Body(flight.Attempt, BodyKind.RawResponse, raw));
    }

    private void Tell(
        Step step, RunEvent.ExchangeEnded ended, Flight flight, Classified failure, Setback setback)
    {
        var pool = flight.Pool.Pool;
        if (setback.Closed)
            Keep(step, new ProviderResumed { At = ended.At, Pool = pool.Name });
        if (!setback.Opened)
            return;
        Keep(step, new ProviderPaused
        {
            At = ended.At,
            Pool = pool.Name,
            Reason = failure.Name,
            Until = ended.At + (pool.HealthAt(ended.Now).BlockedUntil - ended.Now),
        });
    }

    private Evidence EvidenceOf(
        RunEvent.ExchangeEnded ended, Flight flight, Classified failure, Setback setback, PoolHealth before)
    {
        var trial = flight.Trial.Index;
        if (failure.Class == FailureClass.Key)
            _trialKeyStrikes[trial] = _trialKeyStrikes.GetValueOrDefault(trial) + 1;
        return new Evidence
        {
            Failure = ((Exchange.Failed)ended.Exchange!).Failure,
            SinceFirst = ended.Now - _firstAsked.GetValueOrDefault(trial, ended.Now),
            TriesBefore = _tries[trial],
            PoolWait = setback.Wait,
            TriesAreSpared = flight.Pool.Pool.HealthAt(ended.Now).SparesTries,
            PoolIsSilent = before.LastAlive < flight.Permit.At,
            PoolHealth = before.Share,
            TargetHasAnswered = flight.Target.HasAnswered,
            ModelIsMissing = ended.Exchange!.Head?.Status == 404,
            ModelStrikes = flight.Target.ModelStrikes,
            KeyStrikes = flight.Pool.Credential.Strikes,
            TrialKeyStrikes = _trialKeyStrikes.GetValueOrDefault(trial),
        };
    }

    private static Scored OutcomeOf(
        Verdict.StopTrial stop, TargetQueue target, Classified failure, Exchange.Failed exchange) =>
        stop.Fault switch
        {
            TrialFault.TooLong => new Scored(Outcome.TooLong, null, ReasonOf(failure, exchange)),
            TrialFault.Filtered => new Scored(Outcome.Filtered, null, ReasonOf(failure, exchange)),
            _ when target.StoppedBecause is { } reason => new Scored(Outcome.NotRun, null, reason),
            _ => new Scored(Outcome.Failed, null, ReasonOf(failure, exchange)),
        };

    private static string ReasonOf(Classified failure, Exchange.Failed exchange) =>
        AttemptFacts.Line($"{failure.Name}: {exchange.Failure.Message}");
}
