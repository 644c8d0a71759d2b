using Hailstone.Catalogue;
using Hailstone.Pacing;
using Hailstone.Providers;
using Xunit;

namespace Hailstone.Tests.Providers;

/// <summary>Errors that come with a good status, in a stream and in a body.</summary>
public sealed class ResponsesErrorTests
{
    /// <summary>Codes of <c>ResponseError</c> in the vendor's schema, and those that were heard in streams.</summary>
    public static TheoryData<string, FailureClass, string, TrialFault?> Codes => new()
    {
        { "server_error", FailureClass.MayHaveRun, "server_error", null },
        { "rate_limit_exceeded", FailureClass.Wait, "rate_limit", null },
        { "slow_down", FailureClass.Wait, "slow_down", null },
        { "flex_unavailable", FailureClass.Wait, "flex_capacity", null },
        { "server_is_overloaded", FailureClass.Capacity, "overloaded", null },
        { "invalid_prompt", FailureClass.Trial, "filtered", TrialFault.Filtered },
        { "bio_policy", FailureClass.Trial, "filtered", TrialFault.Filtered },
        { "cyber_policy", FailureClass.Trial, "filtered", TrialFault.Filtered },
        { "misalignment_policy_violation", FailureClass.Trial, "filtered", TrialFault.Filtered },
        { "context_length_exceeded", FailureClass.Trial, "too_long", TrialFault.TooLong },
        { "credit_balance_exhausted", FailureClass.Key, "billing", null },
        { "a_new_code", FailureClass.MayHaveRun, "server_error", null },
    };

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task An_error_means_what_its_code_says_wherever_it_stands(
        string code, FailureClass means, string name, TrialFault? fault)
    {
        var error = $"\"code\":\"{code}\",\"message\":\"It did not work.\"";
        var ended = ResponsesCall.End("failed", $",\"error\":{{{error}}},\"output\":[],\"usage\":null");
        string[] streams =
        [
            ended,
            ResponsesCall.Event("error", $"{error},\"param\":null,\"sequence_number\":3"),
            ResponsesCall.Event("error", $"\"error\":{{{error},\"param\":null}},\"sequence_number\":3"),
        ];

        foreach (var stream in streams)
        {
            var failure = await ResponsesCall.FailureAsync(Script.Streaming(ResponsesCall.Text("ab") + stream));

            Assert.Equal((FailureKind.Error, FailurePhase.Stream), (failure.Kind, failure.Phase));
            Assert.Equal((code, "It did not work.", "ab"), (failure.Code, failure.Message, failure.Partial));
            Assert.Equal((means, name, fault), Meaning(failure));
        }
        var whole = await ResponsesCall.FailureAsync(
            Script.Answering($"{{\"status\":\"failed\",\"output\":[],\"error\":{{{error}}}}}"),
            ResponsesCall.Question(stream: false));
        Assert.Equal((FailureKind.Error, FailurePhase.Body, code), (whole.Kind, whole.Phase, whole.Code));
        Assert.Equal((means, name, fault), Meaning(whole));
    }

    [Fact]
    public async Task A_limit_that_is_told_in_the_stream_says_how_long_to_wait()
    {
        // Captured 2025-08-12.
        var failure = await ResponsesCall.FailureAsync(Script.Streaming(ResponsesCall.End(
            "failed",
            """
            ,"background":false,"error":{"code":"rate_limit_exceeded","message":"Rate limit reached for gpt-5.1 in organization org-AAA on tokens per min (TPM): Limit 30000, Used 22999, Requested 12528. Please try again in 11.054s. Visit https://platform.openai.com/account/rate-limits to learn more."},"usage":null,"user":null,"metadata":{}
            """)));

        var classified = Classification.Of(failure, DateTimeOffset.UnixEpoch);

        Assert.Equal((FailureClass.Wait, "tokens"), (classified.Class, classified.Bucket));
        Assert.Equal(TimeSpan.FromSeconds(11.054), classified.RetryAfter);
    }

    [Fact]
    public async Task What_a_failed_answer_has_cost_is_kept()
    {
        const string Usage = ",\"usage\":{\"input_tokens\":11,\"output_tokens\":4}";
        const string Error = ",\"error\":{\"code\":\"server_error\",\"message\":\"x\"}";

        var streamed = await ResponsesCall.FailureAsync(
            Script.Streaming(ResponsesCall.Text("ab") + ResponsesCall.End("failed", Error + Usage)));
        var whole = await ResponsesCall.FailureAsync(
            Script.Answering($"{{\"status\":\"failed\",\"output\":[]{Error}{Usage}}}"),
            ResponsesCall.Question(stream: false));

        Assert.Equal(new Usage { Input = 11, Output = 4 }, streamed.Usage);
        Assert.Equal(new Usage { Input = 11, Output = 4 }, whole.Usage);
    }

    [Fact]
    public async Task A_failure_without_an_error_is_explained_and_may_be_asked_again()
    {
        var streamed = await ResponsesCall.FailureAsync(
            Script.Streaming(ResponsesCall.End("failed", ",\"error\":null")));
        var whole = await ResponsesCall.FailureAsync(
            Script.Answering("""{"status":"failed","error":null,"output":[]}"""),
            ResponsesCall.Question(stream: false));

        foreach (var failure in new[] { streamed, whole })
        {
            Assert.Equal(FailureKind.Error, failure.Kind);
            Assert.NotEmpty(failure.Message);
            Assert.Equal((FailureClass.MayHaveRun, "server_error", null), Meaning(failure));
        }
    }

    private static (FailureClass, string, TrialFault?) Meaning(Failure failure)
    {
        var classified = Classification.Of(failure, DateTimeOffset.UnixEpoch);
        return (classified.Class, classified.Name, classified.Fault);
    }
}
