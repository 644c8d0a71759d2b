using Hailstone.Scoring;
using Xunit;
using static Hailstone.Tests.Scoring.Marking;

namespace Hailstone.Tests.Scoring;

public sealed class TextScoringTests
{
    [Theory]
    [InlineData("Paris", "Paris")]
    [InlineData("  Paris\r\n", "Paris")]
    [InlineData("Paris.", "Paris")]
    [InlineData("**Paris**", "Paris")]
    [InlineData("**Paris.**", "Paris")]
    [InlineData("\"Paris\".", "Paris")]
    [InlineData("“Paris”", "Paris")]
    [InlineData("`Paris`", "Paris")]
    [InlineData("```\nParis\n```", "Paris")]
    [InlineData("```text\nParis.\n```", "Paris")]
    [InlineData("U.S.", "U.S.")]
    [InlineData("서울", "서울")]
    [InlineData("\u1109\u1165\u110B\u116E\u11AF", "서울")]
    [InlineData("서울", "\u1109\u1165\u110B\u116E\u11AF")]
    [InlineData("「東京」。", "東京")]
    [InlineData("ＡＢＣ　１２３", "ABC 123")]
    [InlineData("ABC 123", "ＡＢＣ　１２３")]
    [InlineData("cafe\u0301", "café")]
    [InlineData("\uFEFFyes", "yes")]
    [InlineData("a\uFFFEb", "a\uFFFDb")]
    public void These_are_the_same(string answer, string expected) =>
        Assert.Equal(1, Of(answer, Exact(false, expected)).Score);

    [Theory]
    [InlineData("paris", "Paris")]
    [InlineData("Paris, France", "Paris")]
    [InlineData("The answer is Paris", "Paris")]
    [InlineData("Paris..", "Paris")]
    [InlineData("Paris", "Paris.")]
    [InlineData("서울시", "서울")]
    [InlineData("\"Paris", "Paris")]
    public void These_are_not_the_same(string answer, string expected)
    {
        var scored = Of(answer, Exact(false, expected));

        Assert.Equal(Outcome.Scored, scored.Outcome);
        Assert.Equal(0, scored.Score);
    }

    [Fact]
    public void Any_of_several_texts_is_right()
    {
        Assert.Equal(1, Of("2번", Exact(false, "②", "2", "2번")).Score);
        Assert.Equal("exact: took \"3\", expected any of 3 texts, \"②\" first",
            Of("3", Exact(false, "②", "2", "2번")).Explain);
    }

    [Fact]
    public void What_was_taken_off_is_said() =>
        Assert.Equal("exact: took \"Paris\" (without bold, final stop), expected \"Paris\"",
            Of("**Paris.**", Exact(false, "Paris")).Explain);

    [Theory]
    [InlineData("PARIS", "paris")]
    [InlineData("ΣΊΣΥΦΟΣ", "Σίσυφος")]
    [InlineData("ｐａｒｉｓ", "PARIS")]
    [InlineData("title", "TITLE")]
    public void Case_does_not_count_where_the_suite_says_so(string answer, string expected)
    {
        Assert.Equal(1, Of(answer, Exact(true, expected)).Score);
        Assert.Equal(1, Of($"It is {answer}!", Contains(true, expected)).Score);
        Assert.Equal(0, Of(answer, Exact(false, expected)).Score);
    }

    [Fact]
    public void Every_text_must_be_contained()
    {
        Assert.Equal(1, Of("서울과 부산입니다.", Contains(false, "서울", "부산")).Score);
        var scored = Of("서울입니다.", Contains(false, "서울", "부산"));
        Assert.Equal(0, scored.Score);
        Assert.Equal("contains: found 1 of 2, not \"부산\" in \"서울입니다.\"", scored.Explain);
    }

    [Theory]
    [InlineData(@"\b4[0-9]\b", "it is 42", true)]
    [InlineData(@"^\d+$", "４２", true)]
    [InlineData("（가）", "정답: （가）", true)]
    [InlineData(@"^[가-힣]+$", "\u1109\u1165\u110B\u116E\u11AF", true)]
    [InlineData(@"^\d+$", "it is 42", false)]
    public void A_pattern_matches_the_answer_as_it_stands_or_in_half_width(string pattern, string answer, bool right) =>
        Assert.Equal(right ? 1 : 0, Of(answer, Regex(pattern)).Score);

    [Fact]
    public void A_pattern_may_ignore_case()
    {
        Assert.Equal(0, Of("YES", Regex("^yes$")).Score);
        Assert.Equal(1, Of("YES", Regex("^yes$", ignoreCase: true)).Score);
    }

    [Fact]
    public void Patterns_beyond_the_cache_still_work() =>
        Assert.All(Enumerable.Range(0, 1200), i => Assert.Equal(1, Of($"n{i}", Regex($"^n{i}$")).Score));
}
