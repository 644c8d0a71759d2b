using System.Collections.Frozen;

namespace Hailstone.Pacing;

/// <summary>Codes and types that mean the same whoever says them.</summary>
internal static class ErrorWords
{
    /// <summary>
    /// Words that decide, whatever the status: of OpenAI, Anthropic, Google, Azure, OpenRouter, Groq and Mistral.
    /// </summary>
    private static readonly FrozenDictionary<string, ErrorKind> Strong = Table(
        (ErrorKind.RateLimit,
        [
            "rate_limit_exceeded", "rate_limit_error", "rate_limited", "tokens", "requests", "too_many_requests",
            "RESOURCE_EXHAUSTED", "RATE_LIMIT_EXCEEDED", "policies.ratelimit.QuotaViolation",
        ]),
        (ErrorKind.SlowDown, ["slow_down"]),
        (ErrorKind.FlexCapacity, ["resource_unavailable", "flex_unavailable", "flex_tier_capacity_exceeded"]),
        (ErrorKind.Overloaded,
        [
            "server_is_overloaded", "overloaded_error", "overloaded", "engine_overloaded", "service_unavailable_error",
            "service_unavailable", "service_tier_capacity_exceeded", "provider_overloaded", "provider_unavailable",
            "UNAVAILABLE", "3505",
        ]),
        (ErrorKind.Timeout, ["timeout_error", "timeout", "DEADLINE_EXCEEDED"]),
        (ErrorKind.Conflict, ["conflict_error", "ABORTED"]),
        (ErrorKind.TooLong,
        [
            "context_length_exceeded", "request_too_large", "string_above_max_length", "payload_too_large",
            "exceed_context_size_error",
        ]),
        (ErrorKind.Filtered,
        [
            "content_filter", "invalid_prompt", "content_policy_violation", "cyber_policy", "bio_policy",
            "misalignment_policy_violation", "moderation_blocked", "ResponsibleAIPolicyViolation", "SAFETY",
            "PROHIBITED_CONTENT", "data_inspection_failed",
        ]),
        (ErrorKind.ModelNotFound,
        [
            "model_not_found", "not_found_error", "NOT_FOUND", "DeploymentNotFound", "invalid_model",
            "model_not_available", "model_decommissioned", "unknown_model",
        ]),
        (ErrorKind.UnsupportedParameter, ["unsupported_value", "unsupported_parameter", "unknown_parameter"]),
        (ErrorKind.InvalidSchema, ["invalid_json_schema"]),
        (ErrorKind.WrongEndpoint, ["OperationNotSupported"]),
        (ErrorKind.InvalidKey,
        [
            "invalid_api_key", "incorrect_api_key", "invalid_authentication", "authentication_error",
            "API_KEY_INVALID", "UNAUTHENTICATED", "ip_not_authorized", "account_deactivated", "access_terminated",
        ]),
        (ErrorKind.Forbidden,
            ["permission_error", "PERMISSION_DENIED", "API_KEY_SERVICE_BLOCKED", "CONSUMER_SUSPENDED"]),
        (ErrorKind.Region, ["unsupported_country_region_territory", "USER_LOCATION_INVALID"]),
        (ErrorKind.Billing,
        [
            "billing_error", "credit_balance_exhausted", "billing_hard_limit_reached", "billing_not_active",
            "BILLING_DISABLED",
        ]),
        (ErrorKind.SpendCap,
        [
            "organization_spend_limit_exceeded", "project_spend_limit_exceeded", "organization_usage_limit_exceeded",
            "project_usage_limit_exceeded", "enforced_spend_limit_reached",
        ]),
        // Azure and Groq use them for windows too: a hint when to come back tells (RateLimitRules).
        (ErrorKind.QuotaExhausted, ["insufficient_quota", "quota_exceeded"]));

    /// <summary>Words that say no more than a status does, for errors that have no status of their own.</summary>
    private static readonly FrozenDictionary<string, ErrorKind> Weak = Table(
        (ErrorKind.ServerError, ["api_error", "server_error", "internal_error", "internal_server_error", "INTERNAL"]),
        (ErrorKind.InvalidRequest,
            ["invalid_request_error", "invalid_value", "INVALID_ARGUMENT", "FAILED_PRECONDITION"]));

    /// <summary>What the code means, or null.</summary>
    public static ErrorKind? OfCode(ErrorEvidence evidence) => Of(Strong, evidence.Failure.Code, evidence);

    /// <summary>What the type means, or null.</summary>
    public static ErrorKind? OfType(ErrorEvidence evidence) => Of(Strong, evidence.Failure.Type, evidence);

    /// <summary>What code and type mean where even the status said nothing, or null.</summary>
    public static ErrorKind? WeakOf(ErrorEvidence evidence) => evidence.FromProvider
        ? Of(Weak, evidence.Failure.Code, evidence) ?? Of(Weak, evidence.Failure.Type, evidence)
        : null;

    private static ErrorKind? Of(FrozenDictionary<string, ErrorKind> table, string? word, ErrorEvidence evidence)
    {
        var kind = word is null ? null : table.GetValueOrDefault(word);
        return kind == ErrorKind.QuotaExhausted ? RateLimitRules.OfQuota(evidence) : kind;
    }

    private static FrozenDictionary<string, ErrorKind> Table(params (ErrorKind Kind, string[] Words)[] rows) =>
        rows.SelectMany(row => row.Words.Select(word => KeyValuePair.Create(word, row.Kind)))
            .DistinctBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
}
