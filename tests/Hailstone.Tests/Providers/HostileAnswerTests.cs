using CsCheck;
using Hailstone.Providers;
using Xunit;

namespace Hailstone.Tests.Providers;

public sealed class HostileAnswerTests
{
    private static readonly string[] Members =
    [
        "choices", "delta", "message", "content", "refusal", "finish_reason", "usage", "prompt_tokens", "error", "model",
        "type", "response", "output", "item", "output_index", "status", "incomplete_details", "reasoning",
        "content_block", "index", "stop_details", "stop_reason", "citation", "text",
    ];

    private static readonly string[] Values =
    [
        "null", "7", "-1e999", "[]", "[[]]", "{}", "[null]", "\"\\ud800\"", "{\"\\udc00\":1}", "\"x\"",
        "[{\"text\":1}]", "\"message\"", "\"response.completed\"", "\"response.output_text.delta\"",
        "\"content_block_start\"", "\"content_block_delta\"", "\"message_delta\"", "\"text_delta\"", "\"pause_turn\"",
    ];

    private static readonly string[] MessageEvents =
    [
        "message_start", "content_block_start", "content_block_delta", "message_delta", "message_stop", "error",
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
            await ResponsesCall.RunAsync(Script.Answering(json), ResponsesCall.Question(stream: false));
            await ResponsesCall.RunAsync(Script.Streaming(
                $"data: {json}\n\nevent: response.completed\ndata: {json}\n\nevent: error\ndata: {json}\n\n"));
            await MessagesCall.RunAsync(Script.Answering(json), MessagesCall.Question(stream: false));
            await MessagesCall.RunAsync(Script.Streaming(string.Concat(
                MessageEvents.Select(name => $"event: {name}\ndata: {json}\n\n"))));
        });

    [Fact]
    public async Task Bytes_that_are_no_text_are_replaced_in_an_answer_and_in_an_error()
    {
        byte[] chunk =
            [.. "data: {\"choices\":[{\"delta\":{\"content\":\"4"u8, 0xFF, .. "2\"}}]}\n\ndata: [DONE]\n\n"u8];
        byte[] error = [.. "data: {\"error\":{\"code\":\"slow_down\",\"message\":\"4"u8, 0xFF, .. "2\"}}\n\n"u8];

        Assert.Equal("4\uFFFD2", (await ChatCall.AnswerAsync(Script.Streaming([chunk]))).Text);
        var failure = await ChatCall.FailureAsync(Script.Streaming([error]));
        Assert.Equal(("slow_down", "4\uFFFD2"), (failure.Code, failure.Message));
    }

    [Fact]
    public Task No_bytes_that_a_provider_sends_throw() =>
        Gen.Byte.Array[0, 200].SampleAsync(async bytes =>
        {
            byte[][] body = [bytes, "\n\ndata: {}\n\n"u8.ToArray()];
            Assert.IsType<Exchange.Failed>(await ChatCall.RunAsync(Script.Streaming(body)));
            Assert.IsType<Exchange.Failed>(await ResponsesCall.RunAsync(Script.Streaming(body)));
            Assert.IsType<Exchange.Failed>(await MessagesCall.RunAsync(Script.Streaming(body)));
        });
}
