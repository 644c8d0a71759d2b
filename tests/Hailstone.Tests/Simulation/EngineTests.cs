using System.Globalization;
using CsCheck;
using Hailstone.Catalogue;
using Hailstone.Ledger;
using Hailstone.Running;
using Hailstone.Scoring;
using Hailstone.Suites;
using Xunit;

namespace Hailstone.Tests.Simulation;

/// <summary>
/// What the engine does in every weather. Rows named B are those of the scenarios that break other runners.
/// </summary>
public sealed class EngineTests
{
    private const string Luna = "gpt-6-luna";
    private const string Mini = "gpt-4.1-mini";

    [Fact]
    public void Every_trial_is_scored_when_a_seventh_of_all_calls_fails_in_every_transient_way() =>
        Gen.Int[0, 1_000_000].Sample(
            seed =>
            {
                var plan = Plans.Of(150, Luna, Mini);
                var world = new World(plan, call => Storm(seed, call, 0.15), new RunSettings { Seed = seed }).Run();

                Assert.Equal(EndReason.Complete, world.Ended);
                AssertEachTrialEndedOnce(plan.Count, world.Facts);
                Assert.All(world.Trials, trial => Assert.Equal(Outcome.Scored, trial.Outcome));
            },
            iter: 50);

    [Fact]
    public void B2_A_long_retry_after_is_obeyed_once_for_the_whole_pool()
    {
        var asked = TimeSpan.FromSeconds(300);
        var first = true;
        var world = new World(Plans.Of(40, Luna), _ =>
        {
            if (!first)
                return Replies.Answer();
            first = false;
            return Replies.RateLimited(asked.TotalSeconds);
        }).Run();

        Assert.Equal(EndReason.Complete, world.Ended);
        var refused = world.Facts.OfType<AttemptEnded>().Single(ended => ended.Failure is not null);
        Assert.False(refused.CountsAsTry);
        Assert.Equal(41, world.Calls.Count);
        Assert.True(world.Calls[1].At >= world.Calls[0].At + asked);
        Assert.All(world.Trials, trial => Assert.Equal(Outcome.Scored, trial.Outcome));
    }

    [Fact]
    public void B5_A_question_that_always_breaks_the_server_fails_alone_after_six_tries()
    {
        var plan = Plans.Of(100, Luna);
        var world = new World(
            plan, call => call.Trial == 7 ? Replies.ServerError(500) : Replies.Answer()).Run();

        Assert.Equal(EndReason.Complete, world.Ended);
        Assert.Equal(6, world.Calls.Count(call => call.Trial == 7));
        Assert.Equal(7, Assert.Single(world.Trials, trial => trial.Outcome == Outcome.Failed).Trial);
        Assert.Equal(99, world.Trials.Count(trial => trial.Outcome == Outcome.Scored));
    }

    [Fact]
    public void B6_A_model_that_is_not_there_costs_one_call_and_no_other_model_an_answer()
    {
        var world = new World(
            Plans.Of(50, Luna, Mini), call => call.Target == Mini ? Replies.NoSuchModel() : Replies.Answer()).Run();

        Assert.Equal(EndReason.Complete, world.Ended);
        Assert.Single(world.Calls, call => call.Target == Mini);
        Assert.Equal(50, world.Trials.Count(trial => trial.Outcome == Outcome.NotRun));
        Assert.Equal(50, world.Trials.Count(trial => trial.Outcome == Outcome.Scored));
        Assert.Single(world.Facts.OfType<TargetStopped>());
    }

    [Fact]
    public void B7_A_refusal_after_hundreds_of_answers_concerns_its_question_alone()
    {
        var plan = Plans.Of(500, Luna);
        var odd = plan.At(400).Index;
        var world = new World(
            plan,
            call => call.Trial == odd
                ? Replies.Error(403, """{"error":{"message":"Forbidden","type":"permission_error"}}""")
                : Replies.Answer(),
            new RunSettings { InFlight = 4 }).Run();

        Assert.Equal(EndReason.Complete, world.Ended);
        Assert.Equal(499, world.Trials.Count(trial => trial.Outcome == Outcome.Scored));
        Assert.Equal(odd, Assert.Single(world.Trials, trial => trial.Outcome == Outcome.Failed).Trial);
        Assert.Empty(world.Facts.OfType<TargetStopped>());
    }

    [Fact]
    public void B8_A_wrong_key_costs_two_calls_whatever_its_targets()
    {
        var world = new World(Plans.Of(50, Luna, Mini, "gpt-6-sol"), _ => Replies.WrongKey()).Run();

        Assert.Equal(EndReason.Complete, world.Ended);
        Assert.Equal(2, world.Calls.Count);
        Assert.Equal(TimeSpan.FromSeconds(2), Round(world.Calls[1].At - world.Calls[0].At));
        Assert.Equal(150, world.Trials.Count(trial => trial.Outcome == Outcome.NotRun));
        Assert.Equal(3, world.Facts.OfType<TargetStopped>().Count());
    }

    [Fact]
    public void An_outage_pauses_the_provider_and_fails_nothing()
    {
        var from = TimeSpan.FromSeconds(3);
        var until = TimeSpan.FromSeconds(33);
        foreach (var reset in new[] { false, true })
        {
            var world = new World(
                Plans.Of(1000, null, new QuotaSettings { RequestsPerMinute = 600 }, Luna),
                call => call.At < from || call.At >= until ? Replies.Answer()
                    : reset ? Replies.Reset() : Replies.ServerError(503)).Run();

            Assert.Equal(EndReason.Complete, world.Ended);
            Assert.All(world.Trials, trial => Assert.Equal(Outcome.Scored, trial.Outcome));
            Assert.NotEmpty(world.Facts.OfType<ProviderPaused>());
            Assert.NotEmpty(world.Facts.OfType<ProviderResumed>());
            var back = world.Calls.First(call => call.At >= until).At - until;
            Assert.InRange(back, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        }
    }

    [Fact]
    public void An_outage_of_one_provider_delays_no_other_pool()
    {
        var world = new World(
            Plans.Of(200, Luna, Mini),
            call => call.Target == Mini && call.At < TimeSpan.FromMinutes(10)
                ? Replies.ServerError(503)
                : Replies.Answer()).Run();

        var lunas = world.Calls.Where(call => call.Target == Luna).Max(call => call.At);
        Assert.True(lunas < TimeSpan.FromMinutes(1), $"the healthy pool's last call left at {lunas}");
        Assert.All(world.Trials, trial => Assert.Equal(Outcome.Scored, trial.Outcome));
    }

    [Fact]
    public void B10_A_run_that_dies_after_any_fact_goes_on_and_asks_no_settled_trial_again()
    {
        var plan = Plans.Of(6, Luna, Mini);
        var all = new World(plan, call => Storm(1, call, 0.3)).Run().Facts.Count;
        for (var kept = 0; kept < all; kept++)
        {
            var dead = new World(plan, call => Storm(1, call, 0.3)).Run(factsAtMost: kept + 1);
            var before = dead.Facts.Take(kept).ToList();
            var settled = before.OfType<TrialEnded>().Select(trial => trial.Trial).ToHashSet();
            var alive = new World(plan, call => Storm(2, call, 0.3), before: before).Run();

            Assert.Equal(EndReason.Complete, alive.Ended);
            Assert.DoesNotContain(alive.Calls, call => settled.Contains(call.Trial));
            AssertEachTrialEndedOnce(plan.Count, before.Concat(alive.Facts));
            AssertEachAttemptEndedOnce(before.Concat(alive.Facts));
        }
    }

    [Fact]
    public void A_budget_is_never_passed_whatever_is_in_flight() =>
        Gen.Int[0, 1_000_000].Sample(
            seed =>
            {
                var plan = Plans.Of(200, new BudgetSettings(0.0006m, []), null, Luna);
                var world = new World(plan, call => Storm(seed, call, 0.2), new RunSettings { Seed = seed }).Run();

                var ended = world.Facts.OfType<AttemptEnded>().ToDictionary(end => end.Attempt);
                var spent = world.Facts.OfType<AttemptStarted>()
                    .Sum(start => ended[start.Attempt].CostUsd ?? start.ReservedUsd);
                Assert.Equal(EndReason.Budget, world.Ended);
                Assert.InRange(spent!.Value, 0.00001m, 0.0006m);
            },
            iter: 30);

    [Fact]
    public void A_fixed_number_in_flight_is_kept_and_used()
    {
        var world = new World(Plans.Of(100, Luna, Mini), _ => Replies.Answer(), new RunSettings { InFlight = 5 }).Run();

        var inFlight = 0;
        var most = 0;
        foreach (var fact in world.Facts)
        {
            inFlight += fact switch { AttemptStarted => 1, AttemptEnded => -1, _ => 0 };
            most = Math.Max(most, inFlight);
        }

        Assert.Equal(5, most);
    }

    [Fact]
    public void Calls_never_pass_a_known_quota_over_any_span()
    {
        const int perMinute = 60;
        var world = new World(
            Plans.Of(300, null, new QuotaSettings { RequestsPerMinute = perMinute }, Luna),
            _ => Replies.Answer()).Run();

        var times = world.Calls.Select(call => call.At.TotalSeconds).ToList();
        for (var first = 0; first < times.Count; first++)
        {
            for (var last = first; last < times.Count; last++)
                Assert.True(last - first + 1 <= perMinute + (times[last] - times[first]) + 1 + 1e-3);
        }

        // 300 requests, 60 at once and one a second after: the quota is the only bottleneck.
        Assert.InRange(world.Now.TotalSeconds, 240, 240 * 1.02 + 2);
    }

    [Fact]
    public void Limits_are_learned_from_headers_alone()
    {
        var used = 0.0;
        var at = TimeSpan.Zero;
        var refused = 0;
        var world = new World(Plans.Of(400, Luna), call =>
        {
            used = Math.Max(0, used - (call.At - at).TotalSeconds * 2);
            at = call.At;
            if (used + 1 > 120)
            {
                refused++;
                return Replies.RateLimited(1);
            }

            used++;
            return Replies.Answer(
                null,
                ("x-ratelimit-limit-requests", "120"),
                ("x-ratelimit-remaining-requests", ((int)(120 - used)).ToString(CultureInfo.InvariantCulture)),
                ("x-ratelimit-reset-requests", "500ms"));
        }).Run();

        Assert.Equal(EndReason.Complete, world.Ended);
        Assert.InRange(refused, 0, 4);
        Assert.InRange(world.Now.TotalSeconds, 140, 140 * 1.1);
    }

    [Theory]
    [InlineData(10, 10_000)]
    [InlineData(300, 6000)]
    public void The_lower_bound_is_one(long output, long perMinute)
    {
        // The first charge is the cap, a hundred tokens; what is settled may be less or more. A fifth is refused.
        var world = new World(
            Plans.OfLab(200, new QuotaSettings { TokensPerMinute = perMinute }),
            call => call.Attempt % 5 == 4
                ? Replies.RateLimited(1)
                : Replies.Answer(new Usage { Input = 3, CacheRead = 0, Output = output })).Run();

        var bound = world.Facts.OfType<RunEnded>().Single().LowerBoundSeconds!.Value;
        var refill = (200 * (3 + output) - perMinute) / (perMinute / 60.0);
        Assert.Equal(EndReason.Complete, world.Ended);
        Assert.InRange(bound, Math.Max(0.5, refill), world.Now.TotalSeconds);
    }

    [Fact]
    public void A_stop_lets_paid_answers_come_in_and_sends_nothing_more()
    {
        var world = new World(
            Plans.Of(100, Luna), _ => Replies.Answer(TimeSpan.FromSeconds(4)), new RunSettings { InFlight = 3 });
        var stop = TimeSpan.FromSeconds(10);
        world.At(stop, EndReason.Interrupted);
        world.Run();

        Assert.Equal(EndReason.Interrupted, world.Ended);
        Assert.DoesNotContain(world.Calls, call => call.At > stop);
        AssertEachAttemptEndedOnce(world.Facts);
        Assert.All(world.Facts.OfType<AttemptEnded>(), ended => Assert.Null(ended.Failure));
    }

    [Fact]
    public void A_deadline_ends_the_run_to_be_resumed()
    {
        var plan = Plans.Of(100, Luna);
        var settings = new RunSettings { InFlight = 1, Deadline = TimeSpan.FromSeconds(20) };
        var world = new World(plan, _ => Replies.Answer(), settings).Run();

        Assert.Equal(EndReason.Deadline, world.Ended);
        var resumed = new World(plan, _ => Replies.Answer(), before: world.Facts).Run();
        Assert.Equal(EndReason.Complete, resumed.Ended);
        AssertEachTrialEndedOnce(plan.Count, world.Facts.Concat(resumed.Facts));
    }

    [Fact]
    public void A_wait_of_hours_ends_the_run_to_be_resumed()
    {
        var world = new World(Plans.Of(10, Luna), _ => Replies.RateLimited(6 * 3600)).Run();

        Assert.Equal(EndReason.Quota, world.Ended);
        Assert.Single(world.Calls);
    }

    [Fact]
    public void The_same_seed_gives_the_same_run()
    {
        static List<Fact> Run() =>
            new World(Plans.Of(60, Luna, Mini), call => Storm(9, call, 0.2), new RunSettings { Seed = 9 }).Run().Facts;

        Assert.Equal(Run().Select(FactJson.Write), Run().Select(FactJson.Write));
    }

    // One seed and one call draw the same fate, whatever the order of the calls.
    private static Reply Storm(int seed, Call call, double share)
    {
        var random = new Random(HashCode.Of(seed, call.Trial, call.Nth));
        if (random.NextDouble() >= share)
            return Replies.Answer(TimeSpan.FromSeconds(0.2 + random.NextDouble()));
        return random.Next(6) switch
        {
            0 => Replies.ServerError(500),
            1 => Replies.ServerError(502),
            2 => Replies.ServerError(503),
            3 => Replies.Relay(),
            4 => Replies.Reset(),
            _ => Replies.RateLimited(random.Next(1, 4)),
        };
    }

    private static void AssertEachTrialEndedOnce(int count, IEnumerable<Fact> facts) =>
        Assert.Equal(Enumerable.Range(0, count), facts.OfType<TrialEnded>().Select(trial => trial.Trial).Order());

    private static void AssertEachAttemptEndedOnce(IEnumerable<Fact> facts)
    {
        var all = facts.ToList();
        Assert.Equal(
            all.OfType<AttemptStarted>().Select(attempt => attempt.Attempt).Order(),
            all.OfType<AttemptEnded>().Select(attempt => attempt.Attempt).Order());
    }

    private static TimeSpan Round(TimeSpan time) => TimeSpan.FromSeconds(Math.Round(time.TotalSeconds));

    private static class HashCode
    {
        public static int Of(int one, int two, int three) =>
            unchecked(((one * 397) ^ two) * 486187739 + three * 16777619);
    }
}
