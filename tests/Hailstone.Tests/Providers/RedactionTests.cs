using Hailstone.Providers;
using Xunit;

namespace Hailstone.Tests.Providers;

public sealed class RedactionTests
{
    [Theory]
    [InlineData("Incorrect API key provided: sk-proj-****abcd.", "Incorrect API key provided: [key]")]
    [InlineData("key 'sk-ant-api03-AAAA_bbbb-CCCC' is bad", "key '[key]' is bad")]
    [InlineData("Authorization: Bearer eyJhbGciOi.J9~x/y+z==", "Authorization: Bearer [key]")]
    [InlineData("GET /v1?api_key=abcdef123456&x=1", "GET /v1?api_key=[key]&x=1")]
    [InlineData("AIzaSyA1234567890abcdefghijklmnop", "[key]")]
    [InlineData("gsk_aaaaaaaaaaaa and hf_bbbbbbbbbb", "[key] and [key]")]
    public void What_looks_like_a_key_is_taken_out(string text, string expected) =>
        Assert.Equal(expected, Redaction.Of(text, null));

    [Theory]
    [InlineData("the task-oriented, risk-averse desk-research")]
    [InlineData("a bearer of news")]
    [InlineData("max_tokens=100&top_k=40")]
    public void Ordinary_words_stay(string text) => Assert.Equal(text, Redaction.Of(text, "k"));

    [Theory]
    [InlineData("opaque/key+01")]
    [InlineData("opaque\\/key+01")]
    [InlineData("opaque/key\\u002B01")]
    [InlineData("opaque%2Fkey%2B01")]
    public void The_given_key_is_taken_out_as_json_and_urls_write_it(string form) =>
        Assert.Equal("<[key]>", Redaction.OfKey($"<{form}>", "opaque/key+01"));

    [Fact]
    public void An_answer_that_speaks_of_keys_keeps_its_words() =>
        Assert.Equal("Write sk-example-0000 here", Redaction.OfKey("Write sk-example-0000 here", "another-key"));
}
