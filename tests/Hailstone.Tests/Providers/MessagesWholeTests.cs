using Hailstone.Catalogue;
using Hailstone.Providers;
using Xunit;
using static Hailstone.Tests.Providers.MessagesCall;

namespace Hailstone.Tests.Providers;

public sealed class MessagesWholeTests
{
    private static readonly Ask Whole = Question(stream: false);

    [Fact]
    public async Task A_whole_body_becomes_the_normal_form()
    {
        // After the example of the vendor's reference, with thoughts before the text.
        var response = await WholeAsync(
            """
            {"id":"msg_013Zva2CMHLNnXjNJJKqJ2EF","type":"message","role":"assistant","model":"claude-opus-4-8",
             "content":[
              {"type":"thinking","thinking":"Count first.","signature":"EqQBCgIYAhIM1gbcDa9GJwZA2b3h"},
              {"type":"text","text":"four","citations":null},
              {"type":"redacted_thinking","data":"EmwKAhgBEgy3va3pzix"},
              {"type":"text","text":"teen"}],
             "stop_reason":"end_turn","stop_sequence":null,"stop_details":null,"container":null,
             "usage":{"input_tokens":21,"cache_creation_input_tokens":188,"cache_read_input_tokens":300,
              "cache_creation":{"ephemeral_5m_input_tokens":88,"ephemeral_1h_input_tokens":100},
              "output_tokens":393,"output_tokens_details":{"thinking_tokens":350},
              "server_tool_use":null,"service_tier":"standard","inference_geo":"global"}}
            """);

        Assert.Equal(
            new Response
            {
                Text = "fourteen",
                Stop = StopReason.Stop,
                StopRaw = "end_turn",
                Model = "claude-opus-4-8",
                ServiceTier = "standard",
                Usage = new Usage
                {
                    Input = 509,
                    CacheRead = 300,
                    CacheWrite = 88,
                    CacheWriteHour = 100,
                    Output = 393,
                    Reasoning = 350,
                },
            },
            response);
    }

    /// <summary>What is written to a cache is told as a sum, by its duration, or both ways; or not at all.</summary>
    [Theory]
    [InlineData("""{"input_tokens":11,"output_tokens":1}""", 11, null, null, null)]
    [InlineData("""
        {"input_tokens":11,"cache_creation_input_tokens":0,"cache_read_input_tokens":0}
        """, 11, 0, 0, null)]
    [InlineData("""
        {"input_tokens":11,"cache_creation_input_tokens":3,"cache_read_input_tokens":5}
        """, 19, 5, 3, null)]
    [InlineData("""
        {"input_tokens":11,"cache_creation":{"ephemeral_5m_input_tokens":3,"ephemeral_1h_input_tokens":4}}
        """, 18, null, 3, 4)]
    [InlineData("""
        {"input_tokens":11,"cache_creation_input_tokens":7,"cache_creation":{"ephemeral_1h_input_tokens":7}}
        """, 18, null, 0, 7)]
    [InlineData("""
        {"input_tokens":11,"cache_creation_input_tokens":null,"cache_read_input_tokens":null,"cache_creation":null}
        """, 11, null, null, null)]
    public async Task All_input_is_the_plain_the_read_and_the_written(
        string usage, int input, int? read, int? written, int? writtenForAnHour)
    {
        var counted = (await WholeAsync($"{{\"content\":[],\"usage\":{usage}}}")).Usage!;

        Assert.Equal(
            (input, read, written, writtenForAnHour),
            (counted.Input, counted.CacheRead, counted.CacheWrite, counted.CacheWriteHour));
    }

    [Fact]
    public async Task What_was_written_for_an_hour_is_paid_as_such()
    {
        // 100 tokens at 2, 200 at 0.2 read, 300 at 2.5 and 400 at 4 written, 50 at 10: dollars for a million.
        var usage = (await WholeAsync(
            """
            {"content":[],"usage":{"input_tokens":100,"cache_read_input_tokens":200,"cache_creation_input_tokens":700,
             "cache_creation":{"ephemeral_5m_input_tokens":300,"ephemeral_1h_input_tokens":400},"output_tokens":50}}
            """)).Usage!;
        var price = new Price { Input = 2, CacheRead = 0.2m, CacheWrite = 2.5m, CacheWriteHour = 4, Output = 10 };

        Assert.Equal(0.00309m, Cost.Of(usage, price, "standard"));
        Assert.Null(Cost.Of(usage, price, "priority"));
    }

    [Fact]
    public async Task What_is_not_said_is_not_known()
    {
        var response = await WholeAsync(
            """{"content":[{"type":"text","text":"4"}],"usage":{"input_tokens":-1,"output_tokens":"3"}}""");

        Assert.Equal(new Response { Text = "4", Stop = StopReason.Unknown }, response);
    }

    [Theory]
    [InlineData("""{"type":"refusal","category":"cyber","explanation":"By policy."}""", "cyber: By policy.")]
    [InlineData("""{"type":"refusal","category":"bio","explanation":null}""", "bio")]
    [InlineData("""{"type":"refusal","category":null,"explanation":"By policy."}""", "By policy.")]
    [InlineData("""{"type":"refusal","category":null,"explanation":null}""", null)]
    [InlineData("null", null)]
    public async Task A_refusal_says_its_category_and_its_reason(string details, string? said)
    {
        var response = await WholeAsync(
            $"{{\"content\":[],\"stop_reason\":\"refusal\",\"stop_details\":{details}}}");

        Assert.Equal((StopReason.Refusal, said), (response.Stop, response.Refusal));
    }

    [Fact]
    public async Task A_paused_turn_is_given_back_as_it_came_and_the_next_answer_begins_with_it()
    {
        const string First = """[{"type":"text","text":"Let me see. "},{"type":"text","text":""},{"type":"new","n":1e2}]""";
        const string Kept = """{"type":"text","text":"Let me see. "},{"type":"new","n":1e2}""";

        var paused = await WholeAsync($"{{\"content\":{First},\"stop_reason\":\"pause_turn\"}}");
        var goesOn = Whole with { TurnSoFar = paused.TurnSoFar };
        var again = await AnswerAsync(
            Script.Answering("""{"content":[{"type":"text","text":"4"}],"stop_reason":"pause_turn"}"""), goesOn);
        var ended = await AnswerAsync(
            Script.Answering("""{"content":[{"type":"text","text":"2"}],"stop_reason":"end_turn"}"""),
            Whole with { TurnSoFar = again.TurnSoFar });

        Assert.Equal($"[{Kept}]", paused.TurnSoFar!.Value.GetRawText());
        Assert.Equal($"[{Kept},{{\"type\":\"text\",\"text\":\"4\"}}]", again.TurnSoFar!.Value.GetRawText());
        Assert.Equal(("Let me see. 42", StopReason.Stop), (ended.Text, ended.Stop));
        Assert.Null(ended.TurnSoFar);
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("""{"type":"message","content":[{"type":"te""")]
    [InlineData("""{"choices":[{"message":{"content":"of another dialect"}}]}""")]
    public async Task A_body_that_is_not_the_dialects_is_malformed(string body)
    {
        var failure = await FailureAsync(Script.Answering(body), Whole);

        Assert.Equal((FailureKind.Malformed, FailurePhase.Body), (failure.Kind, failure.Phase));
        Assert.NotEmpty(failure.Message);
    }
}
