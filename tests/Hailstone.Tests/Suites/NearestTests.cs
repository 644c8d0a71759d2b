using Hailstone.Suites;
using Xunit;

namespace Hailstone.Tests.Suites;

public sealed class NearestTests
{
    [Theory]
    [InlineData("tempreature", "temperature")]
    [InlineData("base-url", "base_url")]
    [InlineData("Temperature", "temperature")]
    [InlineData("itesm", "items")]
    [InlineData("qeustion", null)]
    [InlineData("x", null)]
    [InlineData("", null)]
    public void The_word_with_the_fewest_edits_is_meant(string word, string? meant) =>
        Assert.Equal(meant, Nearest.To(word, ["temperature", "base_url", "items", "seed"]));

    [Fact]
    public void A_word_of_a_million_letters_is_not_compared() =>
        Assert.Null(Nearest.To(new string('a', 1_000_000), [new string('a', 999_999)]));
}
