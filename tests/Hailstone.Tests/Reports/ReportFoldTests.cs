using CsCheck;
using Hailstone.Ledger;
using Hailstone.Reports;
using Hailstone.Scoring;
using Xunit;

namespace Hailstone.Tests.Reports;

public sealed class ReportFoldTests
{
    [Fact]
    public void Facts_of_no_run_are_no_report()
    {
        Assert.Throws<ArgumentException>(() => Report.Fold([]));
        Assert.Throws<InvalidOperationException>(() => new ReportFold().Snapshot());
        Assert.False(new ReportFold().HasStarted);
    }

    [Fact]
    public void A_run_that_died_at_once_has_every_trial_not_run()
    {
        var report = Story.Of(items: 3, targets: 2, repeats: 2).Report();

        Assert.Equal(12, report.Totals.Trials);
        Assert.Equal(12, report.Totals.Outcomes[Outcome.NotRun]);
        Assert.Null(report.EndedBecause);
        Assert.Null(report.Totals.Elapsed);
        Assert.All(report.Targets, target => Assert.Null(target.Score.Mean));
    }

    [Fact]
    public void Trials_are_named_as_the_plan_numbers_them()
    {
        // Index 5 of 2 targets and 2 repeats: pair 2, so the second item and the first target, the second time.
        var report = Story.Of(items: 2, targets: 2, repeats: 2).Scores(5, 0.25).Report();

        var trial = Assert.Single(report.Trials, trial => trial.Outcome == Outcome.Scored);
        Assert.Equal(("q2", "A", 2, 0.25), (trial.Item, trial.Target, trial.Repeat, trial.Score));
        Assert.Equal("answer of 1", trial.Answer);
        Assert.Equal("so it was", trial.Explain);
    }

    [Fact]
    public void Purposes_are_counted_apart()
    {
        var totals = Story.Of(items: 2, targets: 1)
            .Answers(0, purpose: Purpose.Preflight).Answers(0, purpose: Purpose.Pilot)
            .Fails(0, "rate_limit").Fails(0).Scores(0, 1).Answers(0, purpose: Purpose.Judge).Scores(1, 1)
            .Report().Totals;

        Assert.Equal(4, totals.Attempts);
        Assert.Equal(2, totals.PreflightCalls);
        Assert.Equal(1, totals.JudgeCalls);
        Assert.Equal(1, totals.RateLimited);
        Assert.Equal(2, totals.Retried);
    }

    [Fact]
    public void Costs_are_told_apart_by_how_they_are_known()
    {
        var report = Story.Of(items: 4, targets: 1)
            .Answers(0, 0.0051m).Answers(0, 0.00722m)
            .Answers(1, 0.5m, CostStatus.Estimated)
            .Answers(2, 7m, CostStatus.Unknown)
            .Answers(2, 9m, CostStatus.NotBilled)
            .Asks(3, reserved: 0.25m)
            .Report();

        // The two attempts of the first trial are the example of the retried sample: 0.01232 and not 0.00722.
        Assert.Equal(0.01232m, report.Cost.Usd);
        Assert.Equal(0.5m, report.Cost.UsdEstimated);
        Assert.Equal(2, report.Cost.AttemptsOfUnknownCost);
        Assert.Null(report.Cost.UsdAtMost);
    }

    [Fact]
    public void An_attempt_without_an_end_is_of_unknown_cost_and_may_cost_what_was_reserved()
    {
        var report = Story.Of(items: 2, targets: 1).Scores(0, 1, usd: 0.01m).Asks(1, reserved: 0.25m).Report();

        Assert.Equal(1, report.Totals.Open);
        Assert.Equal(1, report.Cost.AttemptsOfUnknownCost);
        Assert.Equal(0.01m, report.Cost.UsdKnown);
        Assert.Equal(0.26m, report.Cost.UsdAtMost);
        Assert.Null(report.Cost.UsdComplete);
    }

    [Fact]
    public void Preflight_and_judges_cost_the_run_and_not_the_target()
    {
        var report = Story.Of(items: 1, targets: 1)
            .Answers(0, 1m, purpose: Purpose.Preflight).Scores(0, 1, usd: 2m).Answers(0, 4m, purpose: Purpose.Judge)
            .Report();

        Assert.Equal(7m, report.Cost.Usd);
        Assert.Equal(2m, report.Targets[0].Cost.Usd);
    }

    [Fact]
    public void Time_counts_from_the_first_trial_call_to_the_last_end()
    {
        // The preflight takes 2 s of the story, the call and its end one each; the run's own end comes later.
        var report = Story.Of(items: 1, targets: 1)
            .Answers(0, purpose: Purpose.Preflight).Later(100)
            .Asks(0).Later(9).Keep(Ended(1, at: 112)).Later(50).Finishes()
            .Report();

        Assert.Equal(TimeSpan.FromSeconds(10), report.Totals.Elapsed);
    }

    [Fact]
    public void The_time_between_a_stop_and_a_resume_does_not_count()
    {
        var report = Story.Of(items: 2, targets: 1)
            .Scores(0, 1).Finishes(EndReason.Interrupted)
            .Later(86_400).Resumes().Later(30).Scores(1, 1).Finishes()
            .Report();

        // Each stretch: the call, its end a second later, the trial's end a second after that.
        Assert.Equal(TimeSpan.FromSeconds(4), report.Totals.Elapsed);
        Assert.Equal(EndReason.Complete, report.EndedBecause);
    }

    [Fact]
    public void A_clock_that_was_set_back_makes_no_negative_time()
    {
        var report = Story.Of(items: 1, targets: 1).Asks(0).Later(-500).Keep(Ended(1, at: -490)).Report();

        Assert.Equal(TimeSpan.Zero, report.Totals.Elapsed);
    }

    [Fact]
    public void A_resumed_run_that_died_has_no_end()
    {
        var report = Story.Of(items: 2, targets: 1)
            .Scores(0, 1).Finishes(EndReason.Budget, bound: 3).Resumes().Report();

        Assert.Null(report.Ended);
        Assert.Null(report.EndedBecause);
        Assert.Null(report.Totals.LowerBound);
    }

    [Fact]
    public void The_last_end_of_a_trial_holds()
    {
        var report = Story.Of(items: 1, targets: 1)
            .Fails(0).Ends(0, Outcome.Failed).Finishes().Resumes().Scores(0, 0.5).Finishes().Report();

        var trial = Assert.Single(report.Trials);
        Assert.Equal((Outcome.Scored, 0.5, 2), (trial.Outcome, trial.Score, trial.Attempts));
        Assert.Equal("answer of 2", trial.Answer);
        Assert.Equal(0, Assert.Single(report.Failures).TrialsLost);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(double.NaN)]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    public void A_trial_that_is_called_scored_without_a_score_was_not_judged(double? score)
    {
        var report = Story.Of(items: 1, targets: 1).Answers(0).Ends(0, Outcome.Scored, score).Report();

        Assert.Equal(1, report.Totals.Outcomes[Outcome.JudgeFailed]);
        Assert.Null(Assert.Single(report.Trials).Score);
    }

    [Fact]
    public void Failures_are_grouped_with_the_trials_that_they_cost()
    {
        var failures = Story.Of(items: 4, targets: 1)
            .Fails(0, "rate_limit").Fails(0, "rate_limit").Scores(0, 1)
            .Fails(1, "server_error").Ends(1, Outcome.Failed)
            .Answers(2).Fails(2, "timeout", purpose: Purpose.Judge).Ends(2, Outcome.JudgeFailed)
            .Ends(3, Outcome.Failed, explain: "nobody knows")
            .Report().Failures;

        Assert.Equal(
            [
                new FailureReport("server_error", 1, 1, "server_error was said"),
                new FailureReport("timeout", 1, 1, "timeout was said"),
                new FailureReport(null, 0, 1, "nobody knows"),
                new FailureReport("rate_limit", 2, 0, "rate_limit was said"),
            ],
            failures);
    }

    [Fact]
    public void A_stopped_target_tells_why_and_what_to_do()
    {
        var target = Story.Of(items: 1, targets: 2).Stops(1).Report().Targets[1];

        Assert.Equal(("model_not_found: no such model", "Take another."), (target.RefusedBecause, target.Mend));
    }

    [Fact]
    public void A_target_whose_money_is_spent_is_told_apart_and_is_free_again_when_the_run_goes_on()
    {
        var story = Story.Of(items: 2, targets: 2).Scores(0, 1).RunsOutOfMoney(0).Stops(1).Finishes(EndReason.Budget);

        var stopped = story.Report().Targets;
        var resumed = story.Resumes().Report().Targets;

        Assert.Equal([(true, "Give it more."), (false, "Take another.")], stopped.Select(Told));
        Assert.Equal([Outcome.Scored, Outcome.NotRun], story.Report().Trials.Where((_, trial) => trial % 2 == 0)
            .Select(trial => trial.Outcome));
        Assert.Equal((false, null), Told(resumed[0]));
        Assert.Equal("Take another.", resumed[1].Mend);

        static (bool, string?) Told(TargetReport target) => (target.OutOfMoney, target.Mend);
    }

    [Fact]
    public void A_resume_that_says_a_stop_again_keeps_its_mend()
    {
        var target = Story.Of(items: 1, targets: 1).Stops(0).Resumes().Stops(0, mend: "").Report().Targets[0];

        Assert.Equal("Take another.", target.Mend);
    }

    [Fact]
    public void A_stopped_target_that_is_asked_after_a_resume_is_stopped_no_more()
    {
        var late = Story.Of(items: 2, targets: 1).Asks(0).Stops(0).Asks(1);
        Assert.NotNull(late.Report().Targets[0].RefusedBecause);

        Assert.NotNull(late.Resumes().Answers(0, purpose: Purpose.Preflight).Report().Targets[0].RefusedBecause);
        Assert.Null(late.Scores(0, 1).Report().Targets[0].RefusedBecause);
    }

    [Fact]
    public void A_snapshot_in_between_changes_nothing()
    {
        var facts = Story.Of(items: 3, targets: 2)
            .Fails(0).Scores(0, 1).Stops(1).Resumes().Scores(2, 0).Finishes().Facts;
        var live = new ReportFold();
        foreach (var fact in facts)
        {
            live.Add(fact);
            live.Snapshot();
        }

        Assert.Equal(Texts.Json(Report.Fold(facts)), Texts.Json(live.Snapshot()));
    }

    [Fact]
    public void Every_part_of_a_run_accounts_for_every_trial() =>
        Tales.Runs.SelectMany(facts => Gen.Int[1, facts.Count].Select(length => facts.Take(length))).Sample(part =>
        {
            var report = Report.Fold(part);
            return report.Trials.Count == report.Totals.Trials
                && report.Targets.Sum(target => target.Outcomes.Total) == report.Totals.Trials
                && report.Targets.Sum(target => target.Cost.Usd) <= report.Cost.Usd
                && report.Totals.Retried <= report.Totals.Attempts;
        });

    private static AttemptEnded Ended(int attempt, double at) => new()
    {
        At = new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero).AddSeconds(at),
        Attempt = attempt,
        Trial = 0,
        CostStatus = CostStatus.NotBilled,
    };
}
