using System.Globalization;
using Hailstone.Scoring;
using Xunit;

namespace Hailstone.Tests.Scoring;

public sealed class AnswerNumberTests
{
    [Theory]
    [InlineData("42", "42")]
    [InlineData("The answer is 42.", "42")]
    [InlineData("First 3, then 4, so 7 apples", "7")]
    [InlineData("1,234,567", "1234567")]
    [InlineData("1 234 567", "1234567")]
    [InlineData("1\u202F234\u00A0567", "1234567")]
    [InlineData("1'234'567", "1234567")]
    [InlineData("1’234.50", "1234.50")]
    [InlineData("1.234.567", "1234567")]
    [InlineData("2,125", "2125")]
    [InlineData("1, 2, 3", "3")]
    [InlineData("3.14159", "3.14159")]
    [InlineData(".5", "0.5")]
    [InlineData("-17", "-17")]
    [InlineData("+17", "17")]
    [InlineData("−17 °C", "-17")]
    [InlineData("2020-2024", "2024")]
    [InlineData("10-5", "5")]
    [InlineData("6.02e23", "602000000000000000000000")]
    [InlineData("1.5E-3", "0.0015")]
    [InlineData("6.02 × 10^23", "602000000000000000000000")]
    [InlineData("3x10^{4}", "30000")]
    [InlineData(@"3 \times 10^{-2}", "0.03")]
    [InlineData("2·10⁶", "2000000")]
    [InlineData("2 × 10⁻²", "0.02")]
    [InlineData("10^6", "1000000")]
    [InlineData("3 x 10 boxes", "10")]
    [InlineData("15%", "15")]
    [InlineData("$5", "5")]
    [InlineData("-$5.25", "-5.25")]
    [InlineData("$-5", "-5")]
    [InlineData("US$ 1,200", "1200")]
    [InlineData("KRW20000", "20000")]
    [InlineData("5kg", "5")]
    [InlineData("about 1.5 million people", "1500000")]
    [InlineData("2 billion", "2000000000")]
    [InlineData("$3.2B", "3200000000")]
    [InlineData("20k", "20000")]
    [InlineData("20km", "20")]
    [InlineData("5M", "5")]
    [InlineData("42 by GPT-4.1 and H2O", "42")]
    [InlineData("42 in version 1.2.3", "42")]
    [InlineData("on 3 nodes of 10.0.0.1", "3")]
    public void English(string text, string expected) => Holds(text, expected);

    [Theory]
    [InlineData("20만원", "200000")]
    [InlineData("약 1.5억", "150000000")]
    [InlineData("3억 2,500만", "325000000")]
    [InlineData("3억2500만 원입니다.", "325000000")]
    [InlineData("1조 2천억", "1200000000000")]
    [InlineData("1조 2,345억 6,789만", "1234567890000")]
    [InlineData("3천5백만", "35000000")]
    [InlineData("1억 2천 3백만 명", "123000000")]
    [InlineData("3억천만", "310000000")]
    [InlineData("5천만", "50000000")]
    [InlineData("2천 500원", "2500")]
    [InlineData("1만 5000원", "15000")]
    [InlineData("1만 5천원", "15000")]
    [InlineData("2만 3명", "3")]
    [InlineData("20만~30만", "300000")]
    [InlineData("사과는 3조각입니다.", "3")]
    [InlineData("2만큼 큽니다.", "2")]
    [InlineData("5 만약", "5")]
    [InlineData("20 만 원", "200000")]
    [InlineData("모두 7개입니다.", "7")]
    [InlineData("₩1,500", "1500")]
    [InlineData("￦１，５００", "1500")]
    public void Korean(string text, string expected) => Holds(text, expected);

    [Theory]
    [InlineData("４２", "42")]
    [InlineData("１，２３４．５", "1234.5")]
    [InlineData("－３", "-3")]
    [InlineData("１５％", "15")]
    [InlineData("￥１０，０００", "10000")]
    [InlineData("1.5億円", "150000000")]
    [InlineData("３億２５００万円", "325000000")]
    [InlineData("2兆3千億", "2300000000000")]
    [InlineData("リンゴは７個です。", "7")]
    public void Japanese_and_full_width(string text, string expected) => Holds(text, expected);

    [Theory]
    [InlineData("16-3-4=9, 9*2=18\n#### 18", "18")]
    [InlineData("#### 70,000\nThank you for question 7.", "70000")]
    [InlineData("#### $18 dollars\nBye 7.", "18")]
    [InlineData("#### 2. Checking\nThat gives 40", "40")]
    [InlineData("#### Step 1\nThat gives 40", "40")]
    [InlineData(@"So \boxed{42}, as in step 3.", "42")]
    [InlineData(@"\boxed{x = 1{,}234} and 5", "1234")]
    [InlineData(@"\boxed{-\$5}", "-5")]
    [InlineData("Answer: 42 (of 100)", "42")]
    [InlineData("**Answer:** 6 * 7 = 42 in 3 steps", "42")]
    [InlineData("**Final answer**: 42\nConfidence: 90%", "42")]
    [InlineData("The answer is 42, since 6 times 7 is that; see rule 9.", "42")]
    [InlineData("Answer:\n\n42 apples\n\nThere were 7 trees.", "42")]
    [InlineData("Answer: none so far. Then 3.", "3")]
    [InlineData("Answer: 5. Wait, I forgot one. Answer: 6. (2 tries)", "6")]
    [InlineData("정답: 2번 (보기 4개)", "2")]
    [InlineData("정답은 12입니다. 3단계로 풀었습니다.", "12")]
    [InlineData("**정답** 12, 풀이 3", "12")]
    [InlineData("최종 답: 3억 2,500만 원 (2024년)", "325000000")]
    [InlineData("답은 20만원이고 2024년 기준입니다.", "200000")]
    [InlineData("対答: 1\n答え：１２個（全部で２０個）", "12")]
    [InlineData("답변은 3개 중 하나이고 5입니다", "5")]
    public void A_mark_tells_the_answer_from_other_numbers(string text, string expected) => Holds(text, expected);

    [Theory]
    [InlineData("")]
    [InlineData("none")]
    [InlineData("GPT-4")]
    [InlineData("삼천")]
    public void There_is_no_number_in(string text) => Assert.Null(AnswerNumber.InText(text));

    [Theory]
    [InlineData("1e400")]
    [InlineData("99999999999999999999999999999999")]
    [InlineData("9999999999999999999999999조")]
    [InlineData("1e29 million")]
    public void A_number_beyond_all_bounds_is_found_and_has_no_value(string text)
    {
        var found = AnswerNumber.InText(text);

        Assert.NotNull(found);
        Assert.Null(found.Value);
    }

    [Fact]
    public void A_field_of_text_gives_its_first_number() =>
        Assert.Equal(1, Marking.Of("""{"v": "약 20만원 (1인당 2만원 × 10명)"}""", Marking.Number(200_000, "v")).Score);

    [Fact]
    public void The_culture_of_the_machine_changes_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            Holds("1,234.5", "1234.5");
            Assert.Equal("number: took 0.5 from \"0.5\" (the last number), expected 1.5",
                Marking.Of("0.5", Marking.Number(1.5m)).Explain);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static void Holds(string text, string expected) =>
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), AnswerNumber.InText(text)?.Value);
}
