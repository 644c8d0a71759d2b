using System.Text;
using CsCheck;
using Hailstone.Providers;
using Xunit;

namespace Hailstone.Tests.Providers;

/// <summary>What holds of a dialect's streams however they are cut or harmed.</summary>
/// <param name="plain">A whole stream.</param>
/// <param name="end">What stands in its last event, and in no other.</param>
public abstract class DamagedStreams(string plain, string end)
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Every_beginning_of_a_stream_is_a_failure_and_only_the_whole_an_answer(int offset)
    {
        var bytes = Encoding.UTF8.GetBytes(plain);
        // The last event counts when the empty line after it is there.
        for (var length = offset; length < bytes.Length; length += 2)
            Assert.IsType<Exchange.Failed>(await ReadAsync(Script.Streaming([bytes[..length]])));
        Assert.IsType<Exchange.Answered>(await ReadAsync(Script.Streaming([bytes])));
    }

    [Fact]
    public Task No_damage_to_bytes_throws_or_makes_an_answer_without_an_end() =>
        Gen.Select(Gen.Int[0, Encoding.UTF8.GetByteCount(plain) - 1], Gen.Byte).Array[1, 20].SampleAsync(async edits =>
        {
            var bytes = Encoding.UTF8.GetBytes(plain);
            foreach (var (place, value) in edits)
                bytes[place] = value;

            var exchange = await ReadAsync(Script.Streaming([bytes]));

            var hasEnd = Encoding.UTF8.GetString(bytes).Contains(end, StringComparison.Ordinal);
            Assert.True(hasEnd || exchange is Exchange.Failed);
        }, iter: 500);

    /// <summary>Reads a stream in the dialect.</summary>
    private protected abstract Task<Exchange> ReadAsync(Script script);
}
