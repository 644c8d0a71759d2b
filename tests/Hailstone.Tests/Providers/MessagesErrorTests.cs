using Hailstone.Pacing;
using Hailstone.Providers;
using Xunit;
using static Hailstone.Tests.Providers.MessagesCall;

namespace Hailstone.Tests.Providers;

/// <summary>Errors by the vendor's page on errors, with their status and, without it, inside a stream.</summary>
public sealed class MessagesErrorTests
{
    public static TheoryData<int, string, string, FailureClass, string, TrialFault?> Errors => new()
    {
        { 529, "overloaded_error", "Overloaded", FailureClass.Capacity, "overloaded", null },
        { 500, "api_error", "Internal server error", FailureClass.MayHaveRun, "server_error", null },
        { 504, "timeout_error", "Request timed out", FailureClass.MayHaveRun, "timeout", null },
        { 429, "rate_limit_error", "This request would exceed your rate limit", FailureClass.Wait, "rate_limit", null },
        { 401, "authentication_error", "invalid x-api-key", FailureClass.Key, "invalid_key", null },
        { 402, "billing_error", "Your payment failed", FailureClass.Key, "billing", null },
        { 404, "not_found_error", "model: claude-opus-4-7-latest", FailureClass.Model, "model_not_found", null },
        { 413, "request_too_large", "Request exceeds the maximum size", FailureClass.Trial, "too_long",
            TrialFault.TooLong },
        { 400, "invalid_request_error", "prompt is too long: 205007 tokens > 200000 maximum", FailureClass.Trial,
            "too_long", TrialFault.TooLong },
        { 400, "invalid_request_error", "input length and `max_tokens` exceed context limit: 199000 + 8192 > 200000",
            FailureClass.Trial, "too_long", TrialFault.TooLong },
        { 400, "invalid_request_error", "Output blocked by content filtering policy", FailureClass.Trial, "filtered",
            TrialFault.Filtered },
        { 400, "invalid_request_error", "`temperature` is deprecated for this model.", FailureClass.Model,
            "unsupported_parameter", null },
        { 400, "invalid_request_error", "Your credit balance is too low to access the Anthropic API.",
            FailureClass.Key, "billing", null },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task An_error_means_the_same_with_its_status_and_inside_a_stream(
        int status, string type, string message, FailureClass means, string name, TrialFault? fault)
    {
        var body = $"{{\"type\":\"error\",\"error\":{{\"type\":\"{type}\",\"message\":\"{message}\"}},"
            + "\"request_id\":\"req_011CSHoEeqs5C35K2UUqR7Fy\"}";

        var refused = await FailureAsync(Script.Answering(body, status));
        var streamed = await FailureAsync(Script.Streaming(Start() + Text("ab") + $"event: error\ndata: {body}\n\n"));
        var good = await FailureAsync(Script.Answering(body), Question(stream: false));

        Assert.Equal((FailureKind.Error, FailurePhase.Body, status), (refused.Kind, refused.Phase, refused.Status));
        Assert.Equal((FailureKind.Error, FailurePhase.Stream), (streamed.Kind, streamed.Phase));
        Assert.Equal(("ab", 25), (streamed.Partial, streamed.Usage!.Input));
        foreach (var failure in new[] { refused, streamed, good })
        {
            Assert.Equal((type, message), (failure.Type, failure.Message));
            Assert.Contains("req_011CSHoEeqs5C35K2UUqR7Fy", failure.Body, StringComparison.Ordinal);
            var classified = Classification.Of(failure, DateTimeOffset.UnixEpoch);
            Assert.Equal((means, name, fault), (classified.Class, classified.Name, classified.Fault));
        }
    }

    [Fact]
    public async Task A_spend_cap_is_known_by_the_code_inside_the_error()
    {
        // From the vendor's page on rate limits.
        var failure = await FailureAsync(Script.Answering(
            """
            {"type":"error","error":{"type":"rate_limit_error","message":"You have reached your API usage limits.",
             "details":{"error_code":"enforced_spend_limit_reached"}},"request_id":"req_1"}
            """,
            429));

        Assert.Equal("enforced_spend_limit_reached", failure.Code);
        Assert.Equal(FailureClass.Key, Classification.Of(failure, DateTimeOffset.UnixEpoch).Class);
    }

    [Fact]
    public async Task The_id_of_a_request_and_its_limits_are_kept_with_its_headers()
    {
        var exchange = await RunAsync(Script.Answering(
            """{"type":"error","error":{"type":"rate_limit_error","message":"x"}}""",
            429,
            headers: [("request-id", "req_1"), ("retry-after", "7"), ("anthropic-ratelimit-requests-remaining", "0")]));

        Assert.Equal("req_1", exchange.Head!.RequestId);
        Assert.Equal("0", exchange.Head["anthropic-ratelimit-requests-remaining"]);
        Assert.Equal(
            TimeSpan.FromSeconds(7),
            Classification.Of(Assert.IsType<Exchange.Failed>(exchange).Failure, DateTimeOffset.UnixEpoch).RetryAfter);
    }

    [Fact]
    public async Task The_key_is_taken_out_of_everything_that_is_kept()
    {
        var exchange = Assert.IsType<Exchange.Failed>(await RunAsync(Script.Answering(
            $"{{\"error\":{{\"type\":\"authentication_error\",\"message\":\"no: {ChatCall.Key}\"}}}}",
            401)));

        Assert.DoesNotContain(ChatCall.Key, exchange.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(ChatCall.Key, exchange.Failure.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(ChatCall.Key, exchange.ResponseBody, StringComparison.Ordinal);
    }
}
