using System.Globalization;
using CsCheck;
using Hailstone.Scoring;
using Xunit;
using static Hailstone.Tests.Scoring.Marking;

namespace Hailstone.Tests.Scoring;

public sealed class NumberScoringTests
{
    [Theory]
    [InlineData("100", 100, 0, true)]
    [InlineData("100.00", 100, 0, true)]
    [InlineData("100.01", 100, 0, false)]
    [InlineData("105", 100, 0.05, true)]
    [InlineData("95", 100, 0.05, true)]
    [InlineData("105.01", 100, 0.05, false)]
    [InlineData("-105", -100, 0.05, true)]
    [InlineData("0.001", 0, 0.05, false)]
    [InlineData("0", 0, 0.05, true)]
    public void A_tolerance_is_a_share_of_the_expectation(string text, double expected, double tolerance, bool right) =>
        Assert.Equal(right ? 1 : 0, Of(text, Number((decimal)expected, tolerance: (decimal)tolerance)).Score);

    [Theory]
    [InlineData("10", true)]
    [InlineData("20", true)]
    [InlineData("9.99", false)]
    [InlineData("20.01", false)]
    [InlineData("1e400", false)]
    public void Both_ends_of_a_range_belong_to_it(string text, bool right) =>
        Assert.Equal(right ? 1 : 0, Of(text, Between(10, 20)).Score);

    [Theory]
    [InlineData("1000", 9999, true)]
    [InlineData("999.9999999999999999999999", 1000, false)]
    [InlineData("0.02", 0.099, true)]
    [InlineData("0.1", 0.099, false)]
    [InlineData("-500", 500, false)]
    [InlineData("0", 0, true)]
    [InlineData("0", 1, false)]
    public void The_same_power_of_ten_is_enough_where_the_suite_says_so(string text, double expected, bool right) =>
        Assert.Equal(right ? 1 : 0, Of(text, Number((decimal)expected, magnitude: true)).Score);

    [Fact]
    public void The_largest_numbers_do_not_overflow()
    {
        Assert.False(NumberScoring.Near(decimal.MinValue, decimal.MaxValue, 0));
        Assert.True(NumberScoring.Near(decimal.MinValue, decimal.MaxValue, 2));
        Assert.True(NumberScoring.SameMagnitude(decimal.MaxValue, 1e28m));
        Assert.Equal(0, Of("79228162514264337593543950335", Number(-79228162514264337593543950335m)).Score);
    }

    [Fact]
    public void What_was_taken_and_what_was_expected_is_said() =>
        Assert.Equal("number: took 325000000 from \"3억 2,500만\" (after an answer mark), "
            + "expected 300000000 within a share of 0.1",
            Of("정답: 3억 2,500만 원", Number(300_000_000, tolerance: 0.1m)).Explain);

    [Fact]
    public void Every_decimal_is_read_as_it_is_written() =>
        Gen.Decimal.Sample(value => AnswerNumber.InText(NumberText(value))!.Value == value);

    [Fact]
    public void Grouping_changes_no_number() =>
        Gen.Long[0, long.MaxValue].Sample(value =>
            AnswerNumber.InText(value.ToString("N0", CultureInfo.InvariantCulture))!.Value == value);

    private static string NumberText(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
