using Hailstone.Ledger;
using Hailstone.Reports;
using Hailstone.Scoring;
using Xunit;

namespace Hailstone.Tests.Reports;

public sealed class ExitCodeTests
{
    [Theory]
    [InlineData(EndReason.Complete, false, false, false, 0)]
    [InlineData(EndReason.Complete, false, false, true, 1)]
    [InlineData(EndReason.Complete, false, true, true, 3)]
    [InlineData(EndReason.Complete, true, true, true, 4)]
    [InlineData(EndReason.Preflight, false, true, true, 4)]
    [InlineData(EndReason.Budget, true, true, true, 5)]
    [InlineData(EndReason.Quota, true, true, true, 5)]
    [InlineData(EndReason.Deadline, true, true, true, 5)]
    [InlineData(EndReason.Ledger, true, true, true, 5)]
    [InlineData(EndReason.Interrupted, true, true, true, 130)]
    public void What_weighs_most_is_said(EndReason because, bool refused, bool failed, bool gateFell, int code) =>
        Assert.Equal(code, ExitCode.Of(Run(refused, failed, gateFell).Finishes(because).Report()));

    [Fact]
    public void A_run_without_an_end_was_interrupted() =>
        Assert.Equal(130, ExitCode.Of(Run(refused: false, failed: false, gateFell: false).Report()));

    [Fact]
    public void A_judge_that_failed_weighs_as_a_trial_that_failed() =>
        Assert.Equal(3, ExitCode.Of(
            Story.Of(items: 1, targets: 1).Answers(0).Ends(0, Outcome.JudgeFailed).Finishes().Report()));

    [Fact]
    public void A_target_that_the_catalogue_refused_weighs_as_one_that_the_provider_did() =>
        Assert.Equal(4, ExitCode.Of(Story.Of(items: 1, targets: 2, change: started => started with
        {
            Targets = [started.Targets[0], started.Targets[1] with { Refused = "It is retired." }],
        }).Scores(0, 1).Ends(1, Outcome.NotRun).Finishes().Report()));

    private static Story Run(bool refused, bool failed, bool gateFell)
    {
        var story = Story.Of(items: 2, targets: 2, change: started => started with
        {
            Gates = [new GateFact("score", ">=", gateFell ? 0.9m : 0.1m)],
        }).Scores(0, 0.5).Scores(1, 0.5).Scores(3, 0.5);
        if (refused)
            story.Stops(1);
        return failed ? story.Fails(2).Ends(2, Outcome.Failed) : story.Scores(2, 0.5);
    }
}
