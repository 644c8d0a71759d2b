using System.Globalization;
using Hailstone.Ledger;
using Hailstone.Pacing;
using Hailstone.Running;
using Hailstone.Scoring;

namespace Hailstone.Tests.Simulation;

/// <summary>What must hold of a light run. The names I1 to I15 are those of docs/pacing.md.</summary>
internal static class LightChecks
{
    /// <summary>I3: reservations are conserved, settled once, and no bucket holds more than it can.</summary>
    public static void Books(LightRun run, Step step)
    {
        foreach (var queue in run.State.Pools)
        {
            var pool = (Pool)queue.Pool;
            var flights = run.State.Flights.Where(flight => flight.Pool == queue).ToList();
            Hold(pool.InFlight == flights.Count, run, $"I3: {pool.InFlight} in flight, {flights.Count} permits");
            foreach (var bucket in pool.Buckets)
            {
                var reserved = flights.Sum(flight => flight.Permit.TakenThen(IndexOf(pool, bucket)) > 0
                    ? flight.Permit.Charge.On(bucket.Name)
                    : 0);
                Hold(
                    Math.Abs(bucket.Outstanding - reserved) < 1e-6, run,
                    $"I3: {bucket.Name} has {bucket.Outstanding} reserved, its requests {reserved}");
                Hold(
                    bucket.LevelAt(run.Now) <= bucket.Capacity + 1, run,
                    $"I3: {bucket.Name} holds {bucket.LevelAt(run.Now)} of {bucket.Capacity}");
            }
        }
    }

    /// <summary>I2 and I7, by the facts.</summary>
    public static void Facts(LightRun run)
    {
        var settled = new HashSet<int>();
        var open = new HashSet<int>();
        var tries = new Dictionary<int, int>();
        var last = new Dictionary<int, AttemptEnded>();
        var down = new HashSet<string>();
        var lived = run.Calls[^1].Process == 0;
        foreach (var fact in run.Facts)
        {
            switch (fact)
            {
                case AttemptStarted started:
                    Hold(!settled.Contains(started.Trial), run, $"I2: trial {started.Trial} is asked after its end");
                    Hold(open.Add(started.Attempt), run, $"I2: attempt {started.Attempt} twice");
                    break;
                case AttemptEnded ended:
                    Hold(open.Remove(ended.Attempt), run, $"I2: attempt {ended.Attempt} ends twice");
                    tries[ended.Trial] = tries.GetValueOrDefault(ended.Trial) + (ended.CountsAsTry ? 1 : 0);
                    last[ended.Trial] = ended;
                    Hold(
                        !(lived && ended.CountsAsTry && down.Contains(PoolOf(run, ended.Trial))), run,
                        $"I7: trial {ended.Trial} loses a try to an outage");
                    break;
                case ProviderPaused paused:
                    down.Add(paused.Pool);
                    break;
                case ProviderResumed resumed:
                    down.Remove(resumed.Pool);
                    break;
                case TrialEnded trial:
                    Hold(settled.Add(trial.Trial), run, $"I2: trial {trial.Trial} ends twice");
                    if (trial.Outcome == Outcome.Failed)
                        Hold(tries[trial.Trial] == 6, run, $"I7: trial {trial.Trial} fails after {tries[trial.Trial]} tries");
                    Hold(
                        last[trial.Trial].Failure is not ("rate_limit" or "overloaded" or "slow_down"), run,
                        $"I7: trial {trial.Trial} ends for {last[trial.Trial].Failure}");
                    break;
            }
        }

        Hold(open.Count == 0, run, $"I2: {open.Count} attempts never end");
        if (run.Ended == EndReason.Complete)
            Hold(settled.Count == run.Plan.Count, run, $"I2: {settled.Count} of {run.Plan.Count} trials end");
    }

    /// <summary>I4, I6 and I7, by the calls.</summary>
    public static void Manners(LightRun run)
    {
        foreach (var target in run.Calls.GroupBy(call => (PoolOf(run, call.Trial), call.Process)))
        {
            var blocked = new PriorityQueue<TimeSpan, TimeSpan>();
            var until = TimeSpan.Zero;
            foreach (var call in target)
            {
                while (blocked.TryPeek(out var wait, out var from) && from < call.At)
                {
                    blocked.Dequeue();
                    until = until > wait ? until : wait;
                }

                Hold(call.At >= until, run, $"I4: a call at {call.At} and not after {until}");
                if (call.Reply.Failure is { RetryAfter: { } asked, Class: FailureClass.Wait or FailureClass.Capacity })
                    blocked.Enqueue(call.End + asked, call.End);
            }
        }

        RetriesLetOthersPass(run);
        foreach (var trial in run.Calls.GroupBy(call => call.Trial))
        {
            var refusedForGood = trial.TakeWhile(call => call.Reply.Failure?.Class != FailureClass.Trial).Count();
            Hold(
                trial.Count() <= refusedForGood + 1 || trial.Select(call => call.Process).Distinct().Count() > 1, run,
                $"I7: trial {trial.Key} is asked again after a refusal for good");
        }
    }

    /// <summary>What holds of one provider in its weather, in a run that lived.</summary>
    public static void Weather(LightRun run, int provider, LightServer server, bool limitsAreGiven)
    {
        var weather = server.Weather;
        var calls = run.Calls.Where(call => call.Target == provider).ToList();
        var seconds = calls.Max(call => call.End).TotalSeconds;
        var least = LightBound.Seconds(weather, server.Latencies);
        if (weather.Poison < 0 && weather.RefusedShare == 0)
        {
            var failed = run.Facts.OfType<TrialEnded>().Count(trial => trial.Outcome != Outcome.Scored
                && run.Plan.TrialOf(trial.Trial).Target == provider);
            Hold(failed == 0, run, $"I15: {failed} trials of {weather.Name} failed");
        }

        switch (weather.Name)
        {
            case "calm" or "tokens" when weather.TellsLimits:
                // Who does not know which answers are long may begin the longest last.
                var longest = server.Latencies.Max();
                Hold(
                    seconds <= 1.15 * least + longest + 3, run,
                    $"I5, I13: {weather.Name} took {seconds:0.0} s, not {least:0.0}");
                Hold(server.RefusedCalls <= 2, run, $"I9: {server.RefusedCalls} refused in calm weather");
                break;
            case "outage":
                Hold(
                    seconds <= 1.15 * least + 45 + 60, run,
                    $"I15: an outage took {seconds:0.0} s, not {least + 45:0.0}");
                break;
            case "limit cut":
                LimitCut(run, calls, server);
                break;
        }

        // In an outage nothing is taken, and headers say so.
        if (limitsAreGiven && weather is { BurstSeconds: 60, ForeignShare: 0, OutageFrom: double.PositiveInfinity })
            NeverMoreThanTheQuota(run, calls, weather);
    }

    /// <summary>I14: what is spent and reserved never passes the budget, at any fact.</summary>
    public static void Budget(LightRun run, decimal limitUsd)
    {
        var reserved = new Dictionary<int, decimal>();
        var spent = 0m;
        foreach (var fact in run.Facts)
        {
            if (fact is AttemptStarted started)
                reserved[started.Attempt] = started.ReservedUsd ?? 0;
            if (fact is AttemptEnded ended && reserved.Remove(ended.Attempt, out var worst))
                spent += Cost(ended, worst);
            Hold(spent + reserved.Values.Sum() <= limitUsd, run, $"I14: {spent + reserved.Values.Sum()} USD");
        }
    }

    // What a broken answer cost is a guess, and what nobody knows may be the worst.
    private static decimal Cost(AttemptEnded ended, decimal worst) =>
        ended.Failure is not null && ended.CostStatus == CostStatus.Estimated ? worst : ended.CostUsd ?? worst;

    // I1: over every span what was admitted is no more than a full bucket and what came in.
    private static void NeverMoreThanTheQuota(LightRun run, List<LightCall> calls, LightWeather weather)
    {
        var bucket = new LightBucket(weather.Burst, weather.RatePerSecond);
        foreach (var call in calls)
        {
            bucket.MoveTo(call.At.TotalSeconds);
            Hold(bucket.Left >= 1 - 1e-3, run, $"I1: a call at {call.At} with {bucket.Left} left");
            bucket.Take(1);
        }
    }

    // I10: a cut costs what was out when it came, and two a minute.
    private static void LimitCut(LightRun run, List<LightCall> calls, LightServer server)
    {
        var at = server.Weather.LimitChangesAt;
        var inFlight = calls.Count(call => call.At.TotalSeconds < at + 1 && call.End.TotalSeconds > at);
        var refused = server.RefusedAt.Count(second => second >= at && second < at + 60);
        Hold(refused <= inFlight + 2, run, $"I10: {refused} refused after a cut with {inFlight} in flight");
    }

    // I6: while fresh questions wait, no two retries go in a row, but in an outage.
    private static void RetriesLetOthersPass(LightRun run)
    {
        if (run.Facts.OfType<ProviderPaused>().Any() || run.Calls[^1].Process > 0)
            return;
        foreach (var target in run.Calls.GroupBy(call => PoolOf(run, call.Trial)))
        {
            var fresh = run.Plan.Items.Count * target.Select(call => call.Target).Distinct().Count();
            var opened = target.Where(call => call.Reply.Head?.Status == 200)
                .Select(call => call.At + TimeSpan.FromSeconds(call.Reply.HeadSeconds)).DefaultIfEmpty().Min();
            var wasRetry = false;
            foreach (var call in target)
            {
                var isRetry = call.Nth > 1;
                Hold(
                    !(isRetry && wasRetry && fresh > 0 && call.At > opened), run,
                    $"I6: two retries in a row at {call.At} while {fresh} wait");
                fresh -= isRetry ? 0 : 1;
                wasRetry = isRetry;
            }
        }
    }

    private static string PoolOf(LightRun run, int trial)
    {
        var model = run.Plan.Targets[run.Plan.TrialOf(trial).Target].Model;
        return $"{model.Provider.Id}/{model.Pool}";
    }

    private static int IndexOf(Pool pool, Bucket bucket)
    {
        for (var index = 0; index < pool.Buckets.Count; index++)
        {
            if (pool.Buckets[index] == bucket)
                return index;
        }

        return -1;
    }

    private static void Hold(bool holds, LightRun run, FormattableString what)
    {
        if (!holds)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"{FormattableString.Invariant(what)} (second {run.Now.TotalSeconds:0.000})"));
        }
    }
}
