using System.Globalization;
using Xunit;

namespace Hailstone.Tests.Planning;

/// <summary>Twenty models of a comparison made in 2025, looked at on 2026-11-22; the days are their vendors'.</summary>
public sealed class LifetimeTests
{
    [Theory]
    [InlineData("gpt-4o-mini", "2027-01-14", "gpt-6-luna")]
    [InlineData("gpt-4o", "2027-01-14", "gpt-6-luna")]
    [InlineData("gpt-4.1", "2027-01-14", "gpt-6-luna")]
    [InlineData("gpt-4.1-mini", "2027-01-14", "gpt-6-luna")]
    [InlineData("o3", "2026-12-11", "gpt-5.6-sol")]
    [InlineData("gpt-5", "2026-12-11", "gpt-6.1-sol")]
    [InlineData("gpt-5-mini", "2026-12-11", "gpt-6.1-terra")]
    [InlineData("gpt-5-nano", "2026-12-11", "gpt-6-luna")]
    [InlineData("gpt-5-pro", "2026-12-11", "gpt-5.5-pro")]
    public void A_model_that_lives_says_until_when_and_what_comes_after_it(string name, string until, string successor)
    {
        var target = Assert.Single(PlanBuilder.Of(name).Targets);

        Assert.Null(target.Refused);
        Assert.Equal(until, Day(target.Model.Fact!.Retires));
        Assert.Equal(successor, target.Successor);
        if (target.Model.Fact.Retires!.Value.DayNumber - PlanBuilder.Day.DayNumber <= 45)
            Assert.Contains(successor, Assert.Single(target.Warnings).Mend, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("o1", "2026-10-23", "gpt-5.6-sol")]
    [InlineData("o3-mini", "2026-10-23", "gpt-5.6-sol")]
    [InlineData("o4-mini", "2026-10-23", "gpt-5.6-terra")]
    [InlineData("gpt-4.1-nano", "2026-10-23", "gpt-5.6-luna")]
    [InlineData("claude-3-5-haiku", "2026-02-19", "claude-haiku-5-5")]
    [InlineData("claude-haiku-3.5", "2026-02-19", "claude-haiku-5-5")]
    [InlineData("claude-3-5-sonnet", "2025-10-28", "claude-sonnet-5-5")]
    [InlineData("claude-sonnet-3.5", "2025-10-28", "claude-sonnet-5-5")]
    [InlineData("claude-3-7-sonnet", "2026-02-19", "claude-sonnet-5-5")]
    [InlineData("claude-sonnet-4", "2026-06-15", "claude-sonnet-5-5")]
    [InlineData("claude-opus-4", "2026-06-15", "claude-opus-5-5")]
    [InlineData("claude-opus-3", "2026-01-05", "claude-opus-5-5")]
    public void A_model_that_is_gone_is_refused_with_its_day_and_what_came_after_it(
        string name, string day, string successor)
    {
        var target = Assert.Single(PlanBuilder.Of(name).Targets);

        Assert.Equal("plan.retired", target.Refused!.Code);
        Assert.Contains(day, target.Refused.Message, StringComparison.Ordinal);
        Assert.Contains(successor, target.Refused.Mend, StringComparison.Ordinal);
        Assert.Equal(successor, target.Successor);
    }

    [Theory]
    [InlineData("o1-mini")]
    [InlineData("gpt-5-codex")]
    public void A_model_whose_last_day_nobody_wrote_down_says_when_it_was_seen_to_be_gone(string name)
    {
        var refused = Assert.Single(PlanBuilder.Of(name).Targets).Refused!;

        Assert.Equal("plan.retired", refused.Code);
        Assert.Contains("by 2026-09-04", refused.Message, StringComparison.Ordinal);
    }

    private static string Day(DateOnly? day) => day!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
