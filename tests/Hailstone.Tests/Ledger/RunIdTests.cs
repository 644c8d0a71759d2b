using Hailstone.Ledger;
using Xunit;

namespace Hailstone.Tests.Ledger;

public sealed class RunIdTests
{
    [Theory]
    [InlineData("r")]
    [InlineData("20261122-093015-market_sizing.2")]
    public void What_is_harmless_everywhere_may_name_a_run(string run) => Assert.True(RunId.IsValid(run));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a.")]
    [InlineData("-rf")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a b")]
    [InlineData("a\0b")]
    [InlineData("a\u001b[31m")]
    [InlineData("'; drop table fact; --")]
    [InlineData("\u202Eexe")]
    [InlineData("실행")]
    [InlineData("\uD83D")]
    public void What_could_do_harm_in_a_path_or_a_terminal_may_not(string? run)
    {
        Assert.False(RunId.IsValid(run));
        Assert.Throws<ArgumentException>(() => RunId.ThrowIfInvalid(run));
    }

    [Fact]
    public void An_id_has_a_hundred_characters_at_most()
    {
        Assert.True(RunId.IsValid(new string('a', 100)));
        Assert.False(RunId.IsValid(new string('a', 101)));
    }
}
