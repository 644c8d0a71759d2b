using System.Text;
using Hailstone.Middleware;
using Xunit;

namespace Hailstone.Tests.Middleware;

public sealed class BodyReadingTests
{
    [Theory]
    [InlineData(
        """{"model": "m", "max_tokens": 5, "messages": [{"role": "user", "content": "four"}]}""",
        "m", 5, false, 8)]
    [InlineData(
        """{"model": "m", "max_completion_tokens": 5, "stream": true, "messages": []}""",
        "m", 5, true, 0)]
    [InlineData(
        """{"input": "four", "max_output_tokens": 7, "text": {"model": "no", "max_tokens": 9}}""",
        null, 7, false, 6)]
    [InlineData("""{"model": "m", "input": "\ub0a0\uc528"}""", "m", null, false, 2)]
    [InlineData(
        """{"model": "m", "url": "data:image/png;base64,AAAA", "source": {"data": "AAAA"}}""",
        "m", null, false, 0)]
    [InlineData("""{"model": 5, "max_tokens": -1}""", null, null, false, 0)]
    public void Every_dialect_says_what_is_asked_for(
        string body, string? model, int? capTokens, bool streams, int characters)
    {
        var reading = BodyReading.Of(Encoding.UTF8.GetBytes(body))!;

        Assert.Equal(
            (model, (long?)capTokens, streams, (long)characters),
            (reading.Model, reading.CapTokens, reading.Streams, reading.Length.Characters));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"model": "m" """)]
    public void What_is_no_object_is_not_read(string body) =>
        Assert.Null(BodyReading.Of(Encoding.UTF8.GetBytes(body)));
}
