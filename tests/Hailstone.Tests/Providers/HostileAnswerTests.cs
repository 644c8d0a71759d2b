using CsCheck;
using Hailstone.Providers;
using Xunit;

namespace Hailstone.Tests.Providers;

public sealed class HostileAnswerTests
{
    private static readonly string[] Members =
    [
        "choices", "delta", "message", "content", "refusal", "finish_reason", "usage", "prompt_tokens", "error", "model",
    ];

    private static readonly string[] Values =
    [
        "null", "7", "-1e999", "[]", "[[]]", "{}", "[null]", "\"\\ud800\"", "{\"\\udc00\":1}", "\"x\"",
        "[{\"text\":1}]",
    ];

    /// <summary>JSON that is nearly an answer: members of the wrong kinds, at the wrong places.</summary>
    private static Gen<string> Almost { get; } = Gen.Select(
        Gen.Int[0, Members.Length - 1].Array[1, 5], Gen.Int[0, Values.Length - 1].Array[6], Gen.Bool,
        (names, values, wrapped) => names.Select((name, place) => (Name: Members[name], Value: Values[values[place]]))
            .Aggregate(Values[values[5]], (inner, member) =>
                $"{{\"{member.Name}\":{(wrapped ? $"[{inner}]" : inner)},\"{member.Name}_\":{member.Value}}}"));

    [Fact]
    public Task No_json_that_a_provider_sends_throws() =>
        Almost.SampleAsync(async json =>
        {
            await ChatCall.RunAsync(Script.Answering(json), ChatCall.Question(stream: false));
            await ChatCall.RunAsync(Script.Streaming($"data: {json}\n\nevent: error\ndata: {json}\n\n"));
        });

    [Fact]
    public Task No_bytes_that_a_provider_sends_throw() =>
        Gen.Byte.Array[0, 200].SampleAsync(async bytes =>
        {
            var exchange = await ChatCall.RunAsync(Script.Streaming([bytes, "\n\ndata: {}\n\n"u8.ToArray()]));
            Assert.IsType<Exchange.Failed>(exchange);
        });
}
