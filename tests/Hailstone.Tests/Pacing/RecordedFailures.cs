using Hailstone.Pacing;

namespace Hailstone.Tests.Pacing;

/// <summary>Failures that concern a trial, a model or a key for good, as users of the APIs reported them.</summary>
internal static class RecordedFailures
{
    public static IReadOnlyList<Captured> All { get; } =
    [
        // A comparison of models in November 2025: 325 calls failed, and these are their kinds.
        new("OpenAI temperature", 400,
            """
            {"error":{"message":"Unsupported value: 'temperature' does not support 0.2 with this model. Only the
            default (1) value is supported.",
             "type":"invalid_request_error","param":"temperature","code":"unsupported_value"}}
            """,
            FailureClass.Model, "unsupported_parameter"),
        new("OpenAI wrong key", 401,
            """
            {"error":{"message":"Incorrect API key provided:
            sk-proj-****","type":"invalid_request_error","code":"invalid_api_key"}}
            """,
            FailureClass.Key, "invalid_key"),
        new("OpenAI responses only", 404,
            """
            {"error":{"message":"This model is only supported in v1/responses and not in v1/chat/completions.",
             "type":"invalid_request_error","param":"model","code":null}}
            """,
            FailureClass.Model, "wrong_endpoint"),
        new("Anthropic no such model", 404,
            """{"type":"error","error":{"type":"not_found_error","message":"model: claude-haiku-3.5"}}""",
            FailureClass.Model, "model_not_found"),
        new("OpenAI no such model", 404,
            """
            {"error":{"message":"The model `o1-mini` does not exist or you do not have access to it.",
             "type":"invalid_request_error","param":null,"code":"model_not_found"}}
            """,
            FailureClass.Model, "model_not_found"),
        new("OpenAI schema not strict", 400,
            """
            {"error":{"message":"Invalid schema for response_format 'answer': In context=(), 'additionalProperties'
            is required to be supplied and to be false.",
             "type":"invalid_request_error","param":"response_format","code":null}}
            """,
            FailureClass.Model, "invalid_schema"),
        new("OpenAI no chat model", 404,
            """
            {"error":{"message":"This is not a chat model and thus not supported in the v1/chat/completions endpoint.
            Did you mean to use v1/completions?",
             "type":"invalid_request_error","param":"model","code":null}}
            """,
            FailureClass.Model, "wrong_endpoint"),
        new("OpenAI no Responses model", 400,
            """
            {"error":{"message":"The requested model 'gpt-4o-transcribe' is not supported with the Responses API.",
             "type":"invalid_request_error","param":"model","code":null}}
            """,
            FailureClass.Model, "wrong_endpoint"),
        new("Anthropic thinking", 400,
            """
            {"type":"error","error":{"type":"invalid_request_error","message":"thinking: Input should be a valid
            dictionary or object to extract fields from"}}
            """,
            FailureClass.Model, "invalid_request"),
        new("Anthropic beta header", 400,
            """
            {"type":"error","error":{"type":"invalid_request_error","message":"Unexpected value(s) `x-2024` for the
            `anthropic-beta` header."}}
            """,
            FailureClass.Model, "unsupported_parameter"),
        new("OpenAI schema without its keys", 400,
            """
            {"error":{"message":"Invalid schema for response_format 'answer': In context=(), 'required' is required to
            be supplied and to be an array including every key in properties. Missing 'unit'.",
             "type":"invalid_request_error","param":"response_format","code":null}}
            """,
            FailureClass.Model, "invalid_schema"),
        // Parameters
        new("OpenAI max_tokens", 400,
            """
            {"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this model. Use
            'max_completion_tokens' instead.",
             "type":"invalid_request_error","param":"max_tokens","code":"unsupported_parameter"}}
            """,
            FailureClass.Model, "unsupported_parameter"),
        new("Claude sampler", 400,
            """
            {"type":"error","error":{"type":"invalid_request_error","message":"`temperature` is deprecated for this
            model."}}
            """,
            FailureClass.Model, "unsupported_parameter"),
        new("Claude both samplers", 400,
            """
            {"type":"error","error":{"type":"invalid_request_error","message":"`temperature` and `top_p` cannot both
            be specified for this model. Please use only one."}}
            """,
            FailureClass.Model, "unsupported_parameter"),
        new("OpenAI invalid value", 400,
            """
            {"error":{"message":"Invalid value:
            'huge'.","type":"invalid_request_error","param":"verbosity","code":"invalid_value"}}
            """,
            FailureClass.Model, "invalid_request"),
        new("OpenRouter bad model id", 400,
            """{"error":{"message":"gpt9 is not a valid model ID","code":400}}""",
            FailureClass.Model, "model_not_found"),
        new("Ollama no such model", 404,
            """
            {"error":"model 'llama9' not found"}
            """,
            FailureClass.Model, "model_not_found"),
        new("wrong base URL", 404, "<html><head><title>404 Not Found</title></head></html>",
            FailureClass.Model, "model_not_found"),
        new("Mistral not in the plan", 429,
            """
            {"message":"Requests rate limit exceeded"}
            """,
            FailureClass.Model, "no_quota")
        {
            Headers = ["x-ratelimit-limit-req-minute", "0", "x-ratelimit-remaining-req-minute", "0"],
        },
        new("Gemini no free quota", 429,
            """
            {"error":{"code":429,"message":"You exceeded your current quota, please check your plan and billing
            details. * Quota exceeded for metric:
            generativelanguage.googleapis.com/generate_content_free_tier_requests, limit: 0, model:
            gemini-3-pro\nPlease retry in 39.2s.",
             "status":"RESOURCE_EXHAUSTED"}}
            """,
            FailureClass.Model, "no_quota"),
        // One trial
        new("OpenAI context", 400,
            """
            {"error":{"message":"This model's maximum context length is 128000
            tokens.","type":"invalid_request_error","code":"context_length_exceeded"}}
            """,
            FailureClass.Trial, "too_long") { Fault = TrialFault.TooLong },
        new("Claude prompt", 400,
            """
            {"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 205035 tokens >
            200000 maximum"}}
            """,
            FailureClass.Trial, "too_long") { Fault = TrialFault.TooLong },
        new("Claude prompt and cap", 400,
            """
            {"type":"error","error":{"type":"invalid_request_error","message":"input length and `max_tokens` exceed
            context limit: 190000 + 20000 > 200000"}}
            """,
            FailureClass.Trial, "too_long") { Fault = TrialFault.TooLong },
        new("Anthropic 32 MB", 413,
            """{"type":"error","error":{"type":"request_too_large","message":"Request exceeds the maximum size"}}""",
            FailureClass.Trial, "too_long") { Fault = TrialFault.TooLong },
        new("nginx upload", 413, "<html><head><title>413 Request Entity Too Large</title></head></html>",
            FailureClass.Trial, "too_long") { Fault = TrialFault.TooLong },
        new("OpenAI larger than the tier", 429,
            """
            {"error":{"message":"Request too large for gpt-4o in organization org-x on tokens per min (TPM): Limit
            30000, Requested 38450. The input or output tokens must be reduced in order to run successfully.",
             "type":"tokens","param":null,"code":"rate_limit_exceeded"}}
            """,
            FailureClass.Trial, "too_long") { Fault = TrialFault.TooLong },
        new("OpenAI policy", 400,
            """
            {"error":{"message":"Invalid prompt: your prompt was flagged as potentially violating our usage
            policy.","type":"invalid_request_error","code":"invalid_prompt"}}
            """,
            FailureClass.Trial, "filtered") { Fault = TrialFault.Filtered },
        new("Azure filter", 400,
            """
            {"error":{"message":"The response was filtered due to the prompt triggering Azure OpenAI's content
            management policy.",
             "type":null,"param":"prompt","code":"content_filter","innererror":{"code":"ResponsibleAIPolicyViolation"}}}
            """,
            FailureClass.Trial, "filtered") { Fault = TrialFault.Filtered },
        new("Claude filter", 400,
            """
            {"type":"error","error":{"type":"invalid_request_error","message":"Output blocked by content filtering
            policy"}}
            """,
            FailureClass.Trial, "filtered") { Fault = TrialFault.Filtered },
        new("OpenAI misalignment", 403,
            """
            {"error":{"message":"Stopped.","type":"invalid_request_error","code":"misalignment_policy_violation"}}
            """,
            FailureClass.Trial, "filtered") { Fault = TrialFault.Filtered },
        new("OpenRouter moderation", 403,
            """
            {"error":{"code":403,"message":"openai/gpt-4o requires moderation on OpenAI. Your input was flagged for
            \"violence\".","metadata":{"reasons":["violence"]}}}
            """,
            FailureClass.Trial, "filtered") { Fault = TrialFault.Filtered },
        new("OpenAI cyber policy", 400,
            """{"error":{"message":"Stopped.","type":"invalid_request_error","code":"cyber_policy"}}""",
            FailureClass.Trial, "filtered") { Fault = TrialFault.Filtered },
        new("OpenAI images policy", 400,
            """{"error":{"message":"Stopped.","type":"image_error","code":"content_policy_violation"}}""",
            FailureClass.Trial, "filtered") { Fault = TrialFault.Filtered },
        // The key
        new("Anthropic wrong key", 401,
            """{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}}""",
            FailureClass.Key, "invalid_key"),
        new("Google wrong key", 400,
            """
            [{"error":{"code":400,"message":"API key not valid. Please pass a valid API
            key.","status":"INVALID_ARGUMENT",
             "details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID"}]}}]
            """,
            FailureClass.Key, "invalid_key"),
        new("OpenAI address", 401,
            """
            {"error":{"message":"Your IP is not
            authorized.","type":"invalid_request_error","code":"ip_not_authorized"}}
            """,
            FailureClass.Key, "invalid_key"),
        new("Anthropic permission", 403,
            """
            {"type":"error","error":{"type":"permission_error","message":"Your API key does not have permission."}}
            """,
            FailureClass.Key, "forbidden"),
        new("OpenAI region", 403,
            """
            {"error":{"message":"Country, region, or territory not
            supported","type":"request_forbidden","code":"unsupported_country_region_territory"}}
            """,
            FailureClass.Key, "region"),
        new("Anthropic billing", 402,
            """{"type":"error","error":{"type":"billing_error","message":"Payment required"}}""",
            FailureClass.Key, "billing"),
        new("OpenRouter spent", 402, """{"error":{"code":402,"message":"Insufficient credits. Add more."}}""",
            FailureClass.Key, "billing"),
        new("a bare 402", 402, "", FailureClass.Key, "billing"),
        new("Gemini spent", 402,
            """{"error":{"code":402,"message":"Prepay first.","status":"FAILED_PRECONDITION"}}""",
            FailureClass.Key, "billing"),
        new("DeepSeek spent", 402,
            """
            {"error":{"message":"Insufficient Balance","type":"unknown_error","code":"invalid_request_error"}}
            """,
            FailureClass.Key, "billing"),
        new("Anthropic credit", 400,
            """
            {"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low to
            access the Anthropic API."}}
            """,
            FailureClass.Key, "billing"),
        new("Anthropic workspace cap with a date", 400,
            """
            {"type":"error","error":{"type":"invalid_request_error","message":"You have reached your specified
            workspace API usage limits. You will regain access on 2026-12-01 at 00:00 UTC."}}
            """,
            FailureClass.Key, "spend_cap") { WaitSeconds = 8.5 * 86_400 },
        new("Anthropic enforced cap", 429,
            """
            {"type":"error","error":{"type":"rate_limit_error","message":"You have reached your API usage limits.",
             "details":{"error_code":"enforced_spend_limit_reached"}}}
            """,
            FailureClass.Key, "spend_cap")
        {
            // The server's own clock counts, not ours: a month later, on New Year's Eve.
            Headers = ["date", "Thu, 31 Dec 2026 23:00:00 GMT"], WaitSeconds = 3600,
        },
        new("OpenAI quota", 429,
            """
            {"error":{"message":"You exceeded your current quota, please check your plan and billing
            details.","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}
            """,
            FailureClass.Key, "quota_exhausted"),
        .. new[] { "credit_balance_exhausted", "billing_hard_limit_reached", "billing_not_active" }
            .Select(code => Spent(code, "billing")),
        .. new[]
            {
                "organization_spend_limit_exceeded", "project_spend_limit_exceeded",
                "organization_usage_limit_exceeded", "project_usage_limit_exceeded",
            }
            .Select(code => Spent(code, "spend_cap")),
        Spent("access_terminated", "invalid_key"),
        Spent("quota_exceeded", "quota_exhausted"),
    ];

    private static Captured Spent(string code, string name) =>
        new(code, 429, $$$"""{"error":{"message":"Spent.","type":"insufficient_quota","code":"{{{code}}}"}}""",
            FailureClass.Key, name);
}
