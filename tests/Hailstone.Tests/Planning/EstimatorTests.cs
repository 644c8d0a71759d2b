using Hailstone.Planning;
using Hailstone.Suites;
using Xunit;

namespace Hailstone.Tests.Planning;

public sealed class EstimatorTests
{
    private static readonly Dictionary<string, ProviderSettings> Nothing = [];

    [Fact]
    public void Cost_runs_from_short_answers_to_every_answer_at_its_cap()
    {
        // gpt-4o: 2.50 in and 10 out a million. "How many boxes are there?" is 6 tokens (gpt-tokenizer 4.0.0), and 7
        // stand around each question.
        var target = Assert.Single(Estimator.Of(
            PlanBuilder.Of(100, new Parameters { MaxOutputTokens = 200 }, Nothing, "gpt-4o")).Targets);

        Assert.Equal(1_300, target.InputTokens);
        Assert.Equal(0, target.InputError);
        Assert.Equal(20_000, target.OutputTokensHigh);
        Assert.Equal(0.00325m + (500 * 10 / 1_000_000m), target.UsdLow);
        Assert.Equal(0.00325m + (20_000 * 10 / 1_000_000m), target.UsdHigh);
    }

    [Fact]
    public void Where_tokens_are_estimated_the_interval_is_wider_than_the_error()
    {
        var target = Assert.Single(Estimator.Of(
            PlanBuilder.Of(100, new Parameters { MaxOutputTokens = 5 }, Nothing, "claude-haiku-4-5")).Targets);

        Assert.True(target.InputError > 0);
        Assert.True(target.UsdHigh > target.UsdLow * 1.2m);
    }

    [Fact]
    public void What_is_refused_costs_nothing_and_what_has_no_price_is_counted_apart()
    {
        var estimate = Estimator.Of(PlanBuilder.Of("o1", "openai/new", "gpt-4o"));

        Assert.Equal(["openai/new", "gpt-4o"], estimate.Targets.Select(target => target.Target.Target.Id));
        Assert.Equal(1, estimate.Unpriced);
        Assert.Equal(estimate.Targets[1].UsdLow, estimate.UsdLow);
    }

    [Fact]
    public void A_full_bucket_is_not_waited_for_and_the_rest_comes_at_the_limits_rate()
    {
        var plan = PlanBuilder.Of(
            90, new Parameters(), PlanBuilder.Limited("openai", new() { RequestsPerMinute = 30 }), "gpt-4o");

        var bound = Estimator.Of(plan).Binding!;

        Assert.Equal(("openai", "gpt-4o", "rpm", 120.0), (bound.Provider, bound.Pool, bound.Limit, bound.Seconds));
    }

    [Fact]
    public void The_quota_that_takes_longest_binds_and_a_cap_that_is_sent_is_charged_where_the_rule_says_so()
    {
        var limits = PlanBuilder.Limited("openai", new() { RequestsPerMinute = 1_000, TokensPerMinute = 10_000 });
        var plan = PlanBuilder.Of(100, new Parameters { MaxOutputTokens = 500 }, limits, "gpt-4o");

        var bound = Estimator.Of(plan).Binding!;

        // The larger of cap and input, 500 a question: 50,000, of which 10,000 are there at once.
        Assert.Equal(("tpm", 240.0), (bound.Limit, bound.Seconds));
    }

    [Fact]
    public void Targets_of_one_pool_share_its_limit()
    {
        var limits = PlanBuilder.Limited("anthropic", new() { RequestsPerMinute = 10 });
        var one = PlanBuilder.Of(10, new Parameters(), limits, "claude-opus-4-7");
        var two = PlanBuilder.Of(10, new Parameters(), limits, "claude-opus-4-7", "claude-opus-4-8");

        Assert.Equal(0, Estimator.Of(one).Binding!.Seconds);
        Assert.Equal(60, Estimator.Of(two).Binding!.Seconds);
    }

    [Fact]
    public void A_server_without_quota_has_no_bound() => Assert.Null(Estimator.Of(PlanBuilder.Of("ollama/x")).Binding);
}
