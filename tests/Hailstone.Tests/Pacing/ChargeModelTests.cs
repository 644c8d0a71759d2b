using Hailstone.Catalogue;
using Hailstone.Pacing;
using Hailstone.Planning;
using Xunit;

namespace Hailstone.Tests.Pacing;

public sealed class ChargeModelTests
{
    private const string Korean = "한국의 수도는 서울이고, 인구는 약 천만 명이다.";

    /// <summary>16 tokens by o200k_base (gpt-tokenizer 4.0.0); four characters a token make 7.</summary>
    [Fact]
    public void A_first_question_in_Korean_is_charged_about_as_many_tokens_as_it_has() => Assert.InRange(
        new ChargeModel(ChargeRule.Total).Of(QuestionLength.Of(Korean, null), null).Input, 13, 20);

    [Fact]
    public void A_model_that_is_known_to_count_more_is_charged_more_until_it_tells()
    {
        var charges = new ChargeModel(ChargeRule.Total, 1.3);
        var length = QuestionLength.Of(Korean, "Answer briefly.");
        var before = charges.Of(length, null).Input;

        charges.Answered(length, new Usage { Input = 100, Output = 1 });

        Assert.Equal(1.3 * Math.Ceiling(length.Tokens), before, 6);
        Assert.Equal(100, charges.Of(length, null).Input, 6);
    }

    [Fact]
    public void Who_counts_characters_is_reckoned_with_by_characters() => Assert.Equal(
        7, new ChargeModel(ChargeRule.LargerOfCapAndEstimate).Of(QuestionLength.Of(Korean, null), 5).Tokens);

    [Fact]
    public void A_body_is_as_long_escaped_as_it_is_plain()
    {
        var plain = CharacterEstimate.Of("한국"u8);

        Assert.Equal(CharacterEstimate.Of("한국"), plain, 9);
        Assert.Equal(plain, CharacterEstimate.OfCounts(0, 2), 9);
    }

    [Fact]
    public void What_is_settled_later_is_not_kept()
    {
        var length = QuestionLength.Of(Korean, null);

        Assert.Null(new ChargeModel(ChargeRule.Total).Kept(length, 50));
        Assert.Equal(50, new ChargeModel(ChargeRule.LargerOfCapAndEstimate).Kept(length, 50));
    }
}
