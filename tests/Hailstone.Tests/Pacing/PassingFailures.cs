using Hailstone.Pacing;

namespace Hailstone.Tests.Pacing;

/// <summary>Failures that pass (limits, full servers, broken exchanges), as users of the APIs reported them.</summary>
internal static class PassingFailures
{
    public static IReadOnlyList<Captured> All { get; } =
    [
        // Limits
        new("OpenAI tokens", 429,
            """
            {"error":{"message":"Rate limit reached for gpt-4 in organization org-x on tokens per min (TPM): Limit
            10000, Used 8782, Requested 8172. Please try again in 41.724s.",
             "type":"tokens","param":null,"code":"rate_limit_exceeded"}}
            """,
            FailureClass.Wait, "rate_limit") { WaitSeconds = 41.724, Bucket = "tokens" },
        new("OpenAI requests, both headers", 429,
            """
            {"error":{"message":"Rate limit reached on requests per min (RPM): Limit 3, Used 3, Requested
            1.","type":"requests","code":"rate_limit_exceeded"}}
            """,
            FailureClass.Wait, "rate_limit")
        {
            Headers = ["retry-after", "20", "retry-after-ms", "19500"], WaitSeconds = 19.5, Bucket = "requests",
        },
        new("OpenAI a day's requests", 429,
            """
            {"error":{"message":"Rate limit reached for gpt-4o-mini on requests per day (RPD): Limit 200, Used 200,
            Requested 1. Please try again in 7m12s.",
             "type":"requests","code":"rate_limit_exceeded"}}
            """,
            FailureClass.Wait, "daily_limit") { WaitSeconds = 432, Bucket = "requests" },
        new("Anthropic input tokens", 429,
            """
            {"type":"error","error":{"type":"rate_limit_error","message":"This request would exceed your
            organization's rate limit of 30,000 input tokens per minute."}}
            """,
            FailureClass.Wait, "rate_limit")
        {
            Headers = ["retry-after", "17"], WaitSeconds = 17, Bucket = "input_tokens",
        },
        new("Anthropic, the bucket by its header", 429,
            """
            {"type":"error","error":{"type":"rate_limit_error","message":"Slowly."}}
            """,
            FailureClass.Wait, "rate_limit")
        {
            Headers =
            [
                "anthropic-ratelimit-requests-limit", "50", "anthropic-ratelimit-requests-remaining", "49",
                "anthropic-ratelimit-output-tokens-limit", "8000", "anthropic-ratelimit-output-tokens-remaining", "0",
            ],
            Bucket = "output_tokens",
        },
        new("Azure quota of a window", 429,
            """
            {"error":{"message":"Requests have exceeded the call rate
            limit.","type":"insufficient_quota","code":"insufficient_quota"}}
            """,
            FailureClass.Wait, "rate_limit") { Headers = ["retry-after", "20"], WaitSeconds = 20 },
        new("Azure words", 429,
            """
            {"error":{"code":"429","message":"Requests have exceeded call rate limit. Please retry after 26
            seconds."}}
            """,
            FailureClass.Wait, "rate_limit") { WaitSeconds = 26 },
        new("Groq tokens", 429,
            """
            {"error":{"message":"Rate limit reached for model `x` in organization `o` on tokens per minute (TPM):
            Limit 15000, Used 11972, Requested 4351. Please try again in
            5.289s.","type":"tokens","code":"rate_limit_exceeded"}}
            """,
            FailureClass.Wait, "rate_limit") { WaitSeconds = 5.289, Bucket = "tokens" },
        new("Gemini a minute", 429,
            """
            {"error":{"code":429,"message":"You exceeded your current quota, please check your plan and billing
            details.","status":"RESOURCE_EXHAUSTED","details":[
             {"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[
             {"quotaId":"GenerateRequestsPerMinutePerProjectPerModel-FreeTier"}]},
             {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"39s"}]}}
            """,
            FailureClass.Wait, "rate_limit") { WaitSeconds = 39, Bucket = "requests" },
        new("Gemini a day", 429,
            """
            [{"error":{"code":429,"message":"Quota exceeded. Please retry in
            10h17m5.72s.","status":"RESOURCE_EXHAUSTED","details":[
             {"violations":[{"quotaId":"GenerateRequestsPerDayPerProjectPerModel-FreeTier"}]}]}}]
            """,
            FailureClass.Wait, "daily_limit") { WaitSeconds = 37_025.72, Bucket = "requests" },
        new("a long wait", 429,
            """
            {"error":{"message":"Later.","code":"quota_exceeded"}}
            """,
            FailureClass.Wait, "daily_limit")
        {
            Headers = ["retry-after", "3600"], WaitSeconds = 3600,
        },
        new("OpenAI ramp", 429,
            """{"error":{"message":"Slow down.","type":"rate_limit_error","code":"slow_down"}}""",
            FailureClass.Wait, "slow_down"),
        new("OpenAI ramp of old", 503,
            """{"error":{"message":"Slow down.","type":"server_error","code":"slow_down"}}""",
            FailureClass.Wait, "slow_down"),
        new("OpenAI flex", 429, """{"error":{"message":"Resource Unavailable","type":"invalid_request_error"}}""",
            FailureClass.Wait, "flex_capacity"),
        new("OpenAI a day's tokens", 429,
            """
            {"error":{"message":"Rate limit reached on tokens per day (TPD): Limit 100000, Used 99000, Requested
            2000.","type":"tokens","code":"rate_limit_exceeded"}}
            """,
            FailureClass.Wait, "daily_limit") { Bucket = "tokens" },
        new("Anthropic ramp", 429,
            """
            {"type":"error","error":{"type":"rate_limit_error","message":"This request would exceed your organization's
            acceleration limit."}}
            """,
            FailureClass.Wait, "slow_down") { Headers = ["retry-after", "9"], WaitSeconds = 9 },
        new("Mistral tokens", 429, """{"message":"Requests rate limit exceeded","code":"1300"}""",
            FailureClass.Wait, "rate_limit")
        {
            Headers =
            [
                "x-ratelimit-limit-tokens-minute", "500000", "x-ratelimit-remaining-tokens-minute", "0",
                "x-ratelimit-limit-req-minute", "60", "x-ratelimit-remaining-req-minute", "12",
            ],
            Bucket = "tokens",
        },
        new("Groq flex", 498,
            """
            {"error":{"message":"Flex tier capacity exceeded"}}
            """,
            FailureClass.Wait, "flex_capacity"),
        new("OpenRouter credit in flight", 402,
            """
            {"error":{"code":402,"message":"Insufficient credits for this request."}}
            """,
            FailureClass.Wait, "credit_in_flight") { Headers = ["retry-after", "4"], WaitSeconds = 4 },
        new("a bare 429", 429, "", FailureClass.Wait, "rate_limit"),
        new("a 429 page", 429, "<html><head><title>429 Too Many Requests</title></head></html>",
            FailureClass.Wait, "rate_limit")
        {
            Headers = ["retry-after", "Sun, 22 Nov 2026 12:00:30 GMT"], WaitSeconds = 30,
        },
        // Full servers
        new("OpenAI overloaded", 503,
            """
            {"error":{"message":"The server is
            overloaded.","type":"service_unavailable_error","code":"server_is_overloaded"}}
            """,
            FailureClass.Capacity, "overloaded"),
        new("Anthropic overloaded", 529,
            """
            {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}
            """,
            FailureClass.Capacity, "overloaded"),
        new("OpenRouter nobody there", 503, """{"error":{"code":503,"message":"No instances available"}}""",
            FailureClass.Capacity, "overloaded") { Headers = ["retry-after", "3"], WaitSeconds = 3 },
        new("Ollama queue", 503, """{"error":"server busy, please try again.  maximum pending requests exceeded"}""",
            FailureClass.Capacity, "overloaded"),
        new("Mistral capacity", 429,
            """
            {"object":"error","message":"Service tier capacity exceeded for this model.","code":"3505"}
            """,
            FailureClass.Capacity, "overloaded"),
        // May have run
        new("OpenAI server", 500,
            """
            {"error":{"message":"The server had an error.","type":"server_error","code":null}}
            """,
            FailureClass.MayHaveRun, "server_error"),
        new("Anthropic server", 500,
            """
            {"type":"error","error":{"type":"api_error","message":"Internal server error"}}
            """,
            FailureClass.MayHaveRun, "server_error"),
        new("Anthropic timeout", 504, """{"type":"error","error":{"type":"timeout_error","message":"Timed out"}}""",
            FailureClass.MayHaveRun, "timeout"),
        new("Google deadline", 504, """{"error":{"code":504,"message":"Deadline","status":"DEADLINE_EXCEEDED"}}""",
            FailureClass.MayHaveRun, "timeout"),
        .. new[] { 521, 523 }.Select(status => new Captured(
            "Cloudflare", status, $"<html><head><title>{status}</title></head></html>",
            FailureClass.MayHaveRun, "server_error")),
        new("Cloudflare 522", 522, "<html><head><title>522</title></head></html>", FailureClass.MayHaveRun, "timeout"),
        new("bad gateway", 502, "", FailureClass.MayHaveRun, "server_error"),
        new("a page in place of an answer", 200, "<!DOCTYPE html><title>Sign in</title>",
            FailureClass.MayHaveRun, "html_page"),
        new("half an answer", 200, """{"choices":[{"message":{"cont""", FailureClass.MayHaveRun, "malformed"),
        new("Cloudflare 520", 520, "<html><head><title>520</title></head></html>",
            FailureClass.MayHaveRun, "server_error"),
        new("Cloudflare 524", 524, "<html><head><title>524</title></head></html>", FailureClass.MayHaveRun, "timeout"),
        new("a proxy's page", 502, "<html><head><title>502 Bad Gateway</title></head></html>",
            FailureClass.MayHaveRun, "html_page"),
        new("a portal's page", 403, "<html><head><title>Just a moment...</title></head></html>",
            FailureClass.MayHaveRun, "html_page"),
        new("request timeout", 408, "", FailureClass.MayHaveRun, "timeout"),
        new("conflict", 409, """{"type":"error","error":{"type":"conflict_error","message":"Locked"}}""",
            FailureClass.MayHaveRun, "conflict"),
        new("too early", 425, "", FailureClass.MayHaveRun, "conflict"),
        new("a cut upload", 400,
            """
            {"type":"error","error":{"type":"invalid_request_error","message":"The request body is not valid JSON:
            unexpected end of data: line 1 column 9000"}}
            """,
            FailureClass.MayHaveRun, "cut_request"),
        // Errors inside a response that began well
        new("OpenRouter upstream", 200,
            """
            {"finish_reason":"error","error":{"code":502,"message":"Gone.",
             "metadata":{"error_type":"provider_overloaded"}}}
            """,
            FailureClass.Capacity, "overloaded"),
        // Relays
        .. new[] { 200, 400, 502 }.Select(status => new Captured(
            "relay", status, """{"error":"ERROR_OPENAI","details":{"title":"Unable to reach the model provider"}}""",
            FailureClass.MayHaveRun, "relay")),
        new("relay that never will", 400,
            """
            {"error":"ERROR_OPENAI","details":{"title":"Unable to reach the model
            provider","detail":"{\"type\":\"client\",\"reason\":\"ssrf_blocked\",\"retryable\":false}"}}
            """,
            FailureClass.Model, "relay_refused"),
        new("relay with a limit inside", 502,
            """
            {"error":"ERROR_OPENAI","details":{"title":"Unable to reach the model
            provider","detail":"{\"status\":429}"}}
            """,
            FailureClass.Wait, "rate_limit"),
        // x-should-retry
        new("told to try again", 418, "", FailureClass.MayHaveRun, "server_error")
        {
            Headers = ["x-should-retry", "true"],
        },
        new("told never to", 500, "", FailureClass.Model, "invalid_request") { Headers = ["x-should-retry", "false"] },
        new("a limit that no wait ends", 429, "", FailureClass.Key, "quota_exhausted")
        {
            Headers = ["x-should-retry", "false"],
        },
        new("a code beats it", 429, """{"error":{"message":"Spent.","code":"credit_balance_exhausted"}}""",
            FailureClass.Key, "billing") { Headers = ["x-should-retry", "true"] },
    ];
}
