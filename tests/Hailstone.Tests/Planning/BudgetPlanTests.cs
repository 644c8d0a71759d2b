using Hailstone.Catalogue;
using Hailstone.Planning;
using Hailstone.Running;
using Hailstone.Suites;
using Hailstone.Tests.Simulation;
using Xunit;

namespace Hailstone.Tests.Planning;

/// <summary>A budget holds only where the most that a call can cost is known, or said.</summary>
public sealed class BudgetPlanTests
{
    private static readonly BudgetSettings OfRun = new(5, []);
    private static readonly BudgetSettings OfTargets = new(null, []);

    [Fact]
    public void A_model_without_a_price_is_refused_under_a_budget_and_the_line_to_write_is_named()
    {
        var ofRun = Assert.Single(Problems(OfRun, Plans.Target("lab/model")));
        var ofTarget = Assert.Single(Problems(OfTargets, Plans.Target("lab/model", budgetUsd: 1)));

        Assert.Equal("plan.budget-without-price", ofRun.Code);
        Assert.Contains("max_call_usd: 0.05", ofRun.Mend, StringComparison.Ordinal);
        Assert.Equal(ofRun, ofTarget);
    }

    [Fact]
    public void A_budget_of_one_target_asks_nothing_of_the_others() =>
        Assert.Empty(Problems(OfTargets, Plans.Target("gpt-6-luna", budgetUsd: 1), Plans.Target("lab/model")));

    [Fact]
    public void With_a_cap_of_its_own_a_model_without_a_price_runs_and_each_call_is_counted_at_it()
    {
        var plan = Plans.Of(1, OfRun, Plans.Target("lab/model", maxCallUsd: 0.05m, cap: null));

        Assert.Equal(0.05m, Pricing.Worst(plan.Targets[0], plan.Items[0], null));
    }

    [Fact]
    public void The_cap_counts_where_nothing_says_how_long_an_answer_can_be_and_not_where_the_most_is_known()
    {
        var unbounded = Plans.Target("groq/new", maxCallUsd: 0.05m, cap: null);
        var plan = Plans.Of(1, OfRun, unbounded, Plans.Target("gpt-6-luna", maxCallUsd: 0.05m));
        var priced = plan.Targets[0] with { Price = plan.Targets[1].Price };

        Assert.Null(priced.Settings.OutputCapTokens);
        Assert.Equal(0.05m, Pricing.Worst(priced, plan.Items[0], null));
        // A byte of "How many?" is a token at most, and 64 stand around it.
        Assert.Equal(
            Cost.AtMost(plan.Targets[1].Price!, 9 + 64, 100),
            Pricing.Worst(plan.Targets[1], plan.Items[0], null));
    }

    [Fact]
    public void A_provider_that_wants_no_cap_sent_leaves_no_call_without_a_bound()
    {
        var target = Plans.Target("lab/model", maxCallUsd: 0.05m);
        var planned = Plans.Of(1, OfRun, target).Targets[0] with
        {
            Target = target with { MaxCallUsd = null },
            Price = Plans.Of(1, "gpt-6-luna").Targets[0].Price,
        };
        var amendment = new Amendment { Omitted = ["max_output_tokens"] };

        Assert.Null(PlanProblems.OfBudget(planned));
        Assert.Equal("plan.budget-without-cap", amendment.ApplyTo(planned).Refused?.Code);
        Assert.Null(amendment.ApplyTo(planned with { Target = target }).Refused);
        Assert.Null(amendment.ApplyTo(planned with { HasBudget = false }).Refused);
    }

    private static IReadOnlyList<Problem> Problems(BudgetSettings budget, params Target[] targets)
    {
        var suite = Plans.Of(1, new BudgetSettings(null, []), Plans.Target("gpt-6-luna")).Suite with
        {
            Targets = targets,
            Budget = budget,
        };
        return Planner.Make(suite, ModelCatalogue.Embedded(), new PlanOptions { Today = new DateOnly(2026, 11, 22) })
            is PlanResult.Invalid invalid ? invalid.Problems : [];
    }
}
