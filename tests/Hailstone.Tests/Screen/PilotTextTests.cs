using System.Globalization;
using Hailstone.Cli.Screen;
using Hailstone.Running.Projecting;
using Xunit;

namespace Hailstone.Tests.Screen;

public sealed class PilotTextTests
{
    [Theory]
    [InlineData(
        "en",
        "After 15 answers: $0.41 to $0.55 in all; 3m05s to 5m10s to go; longest: openai/gpt-6-luna tpm; "
            + "input tokens counted over estimated: claude-haiku-5-5 1.12 (within 35 % was allowed for).")]
    [InlineData(
        "ko",
        "응답 15개를 보면: 전체 $0.41 ~ $0.55; 3m05s ~ 5m10s 남음; 가장 오래 걸리는 것: openai/gpt-6-luna tpm; "
            + "실제 입력 토큰 / 추정치: claude-haiku-5-5 1.12 (허용한 오차 35%).")]
    public void The_first_answers_tell_cost_time_what_takes_longest_and_how_good_the_estimate_was(
        string language, string text) => Assert.Equal(text, In(language, Some));

    [Theory]
    [InlineData(
        "en",
        " The budget of $0.3000 will be reached after about 120 of 200 trials; raise it with --budget, or ask fewer "
            + "with --limit.")]
    [InlineData(
        "ko", " 예산 $0.3000은(는) 시행 200건 중 약 120건에서 다 쓰입니다. --budget으로 늘리거나 --limit으로 줄이십시오.")]
    public void A_budget_that_will_not_do_is_told(string language, string text) => Assert.EndsWith(
        text, In(language, Some with { Budget = new BudgetEnd(0.3m, 120, 200) }), StringComparison.Ordinal);

    [Fact]
    public void What_is_known_well_is_one_number_and_what_is_not_known_is_left_out()
    {
        var text = In("en", Some with
        {
            Targets = [Some.Targets[0]],
            UsdLow = 0.500m,
            UsdHigh = 0.501m,
            Time = new TimeProjection(0, null, null, null, null),
        });

        Assert.Equal("After 10 answers: about $0.50 in all.", text);
    }

    [Fact]
    public void Where_no_price_is_known_no_cost_is_told()
    {
        var text = In("en", Some with
        {
            UsdLow = 0,
            UsdHigh = 0,
            SpentUsd = 0,
            Unpriced = 2,
            Time = new TimeProjection(0, 2, 100, "lab/model", null),
        });

        Assert.StartsWith(
            "After 15 answers: cost not known; at most about 1m40s to go; longest: lab/model; ",
            text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_estimated_targets_the_range_is_told()
    {
        var many = Enumerable.Range(0, 5).Select(index => Some.Targets[1] with { InputFactor = 1 + (index / 10.0) });

        Assert.Contains(
            "input tokens counted over estimated: 1.00 to 1.40 (5 targets)",
            In("en", Some with { Targets = [.. many] }),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_would_move_the_cursor_is_harmless() => Assert.Contains(
        @"\u{1B}",
        In("en", Some with { Time = Some.Time with { Pool = "lab/\u001b[2J" } }),
        StringComparison.Ordinal);

    private static Projection Some { get; } = new()
    {
        Targets =
        [
            new TargetProjection
            {
                Target = "gpt-6-luna", Seen = 10, Ahead = 90, SpentUsd = 0.02m, InputFactor = 1.01, InputError = 0,
            },
            new TargetProjection
            {
                Target = "claude-haiku-5-5",
                Seen = 5,
                Ahead = 95,
                SpentUsd = 0.03m,
                InputFactor = 1.1234,
                InputError = 0.35,
            },
        ],
        Ended = 15,
        Ahead = 185,
        SpentUsd = 0.05m,
        UsdLow = 0.41m,
        UsdHigh = 0.55m,
        Unpriced = 0,
        Time = new TimeProjection(185, 185, 310, "openai/gpt-6-luna", "tpm"),
    };

    private static string In(string language, Projection projection)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            return PilotText.Of(projection);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
