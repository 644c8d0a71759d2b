using System.Text;
using CsCheck;
using Hailstone.Reports;
using Xunit;

namespace Hailstone.Tests.Reports;

public sealed class InertTests
{
    private static readonly Gen<string> Hostile = Gen.OneOf(
        Gen.String,
        Gen.OneOf(
                "\u001b[2J", "\u009b31m", "\u202Eabc\u202C", "\u2066", "\u2028", "\r\n", "\0", "\ud83d", "한글", "👩‍💻",
                "\U000E0041")
            .Array[0, 12].Select(string.Concat));

    [Theory]
    [InlineData("plain text, 한국어, é", "plain text, 한국어, é")]
    [InlineData("\u001b[31mred", @"\u{1B}[31mred")]
    [InlineData("\u009b2J", @"\u{9B}2J")]
    [InlineData("one\r\ntwo\nthree\rfour", "one⏎two⏎three⏎four")]
    [InlineData("a\tb", "a b")]
    [InlineData("a\u202Eb", @"a\u{202E}b")]
    [InlineData("a\u2028b\u2029c\u0085d", @"a\u{2028}b\u{2029}c\u{85}d")]
    [InlineData("whole 😀 pair", "whole 😀 pair")]
    [InlineData("می‌خواهم", "می‌خواهم")]
    [InlineData("\U000E0041tag", @"\u{E0041}tag")]
    public void What_can_do_harm_becomes_visible(string text, string inert) =>
        Assert.Equal(inert, Inert.Terminal(text));

    // Not among the cases above: a test's arguments travel as UTF-8, which has no half pairs.
    [Fact]
    public void Half_a_surrogate_pair_becomes_visible() =>
        Assert.Equal(@"half \u{D83D} pair", Inert.Terminal("half \ud83d pair"));

    [Fact]
    public void No_control_and_no_change_of_direction_comes_through() =>
        Hostile.Sample(text => IsHarmless(Inert.Terminal(text)) && IsHarmless(Inert.Terminal(text, 7)));

    [Fact]
    public void Harmless_text_stays_as_it_is() =>
        Hostile.Sample(text => Inert.Terminal(Inert.Terminal(text)) == Inert.Terminal(text));

    [Fact]
    public void Cut_text_is_no_wider_than_it_may_be() =>
        Gen.Select(Hostile, Gen.Int[1, 30]).Sample((text, columns) =>
            Inert.Width(Inert.Terminal(text, columns)) <= columns);

    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdef", 5, "abcd…")]
    [InlineData("한국어", 6, "한국어")]
    [InlineData("한국어", 5, "한국…")]
    [InlineData("한국어", 4, "한…")]
    [InlineData("한국어", 1, "…")]
    public void Wide_characters_take_two_columns(string text, int columns, string cut) =>
        Assert.Equal(cut, Inert.Terminal(text, columns));

    [Fact]
    public void Less_than_a_column_is_misuse() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Inert.Terminal("a", 0));

    // Written apart from the product: the characters that terminals act on, and those of the bidirectional algorithm.
    private static bool IsHarmless(string text) =>
        (text.Contains('\ufffd', StringComparison.Ordinal) || !text.EnumerateRunes().Contains(Rune.ReplacementChar))
        && !text.Any(letter => letter is < ' ' or (>= '\u007f' and <= '\u009f') or '\u2028' or '\u2029'
            or '\u061c' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069'));
}
