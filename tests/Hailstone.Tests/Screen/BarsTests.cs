using CsCheck;
using Hailstone.Cli.Screen;
using Hailstone.Reports;
using Xunit;

namespace Hailstone.Tests.Screen;

public sealed class BarsTests
{
    private static readonly string[] Names = ["모델", "gpt", "\u001b[2J", "x"];

    private static readonly Bar[] Some =
    [
        new("gpt-6-luna", 12, 24, "83.3 %", "4 in flight"),
        new("openrouter/anthropic/claude-sonnet-5@high-effort", 1, 24, "", "1 in flight, 2 failed"),
    ];

    [Fact]
    public void On_a_wide_screen_all_is_there() => Assert.Equal(
        [
            "gpt-6-luna                                        ████████████░░░░░░░░░░░░  12/24  83.3 %  4 in flight",
            "openrouter/anthropic/claude-sonnet-5@high-effort  █░░░░░░░░░░░░░░░░░░░░░░░   1/24          "
                + "1 in flight, 2 failed",
        ],
        Bars.Of(Some, 119));

    [Fact]
    public void On_80_columns_the_bars_shrink_and_then_the_names() => Assert.Equal(
        [
            "gpt-6-luna                       ████░░░░  12/24  83.3 %  4 in flight",
            "openrouter/anthropic/claude-so…  ░░░░░░░░   1/24          1 in flight, 2 failed",
        ],
        Bars.Of(Some, 79));

    [Fact]
    public void On_40_columns_what_is_left_is_how_far_each_is() => Assert.Equal(
        [
            "gpt-6-luna                        12/24",
            "openrouter/anthropic/claude-son…   1/24",
        ],
        Bars.Of(Some, 39));

    [Fact]
    public void No_line_is_wider_than_the_screen() => Gen.Select(
            Gen.Select(Gen.Int[0, 3], Gen.Int[1, 30], Gen.Int[0, 5000], Gen.Int[0, 9])
                .Array[1, 6],
            Gen.Int[1, 140])
        .Sample((targets, width) =>
        {
            var bars = targets.Select(of => new Bar(
                string.Concat(Enumerable.Repeat(Names[of.Item1], of.Item2)),
                of.Item3,
                5000,
                "50.0 %",
                $"진행 중 {of.Item4}건"));
            return Bars.Of([.. bars], width).All(line => Inert.Width(line) <= width);
        });

    [Fact]
    public void Parts_stand_side_by_side_as_far_as_there_is_room()
    {
        string[] parts = ["12 of 24 ended", "1.5 a second", "8s left", "$0.0010 spent of $0.002 to $0.004"];

        Assert.Equal(
            ["12 of 24 ended   1.5 a second   8s left", "$0.0010 spent of $0.002 to $0.004"], Bars.Pack(parts, 60));
        Assert.All(Bars.Pack(parts, 10), line => Assert.True(Inert.Width(line) <= 10));
        Assert.Equal(["one two   ", "three     "], Bars.Cover("one two three", 10));
    }
}
