using Hailstone.Providers;

namespace Hailstone.Pacing;

/// <summary>What is left to decide by when the provider's words decide nothing.</summary>
internal static class StatusRules
{
    /// <summary>What <c>x-should-retry</c> means beside the status, or null where it is not there.</summary>
    public static ErrorKind? OfShouldRetry(ErrorEvidence evidence) => evidence.Failure.Head?["x-should-retry"] switch
    {
        "true" => Of(evidence) is { Class: FailureClass.Wait or FailureClass.Capacity or FailureClass.MayHaveRun } kind
            ? kind
            : ErrorKind.ServerError,
        "false" when evidence.Status == 429 => RateLimitRules.OfQuota(evidence),
        "false" when evidence.Status is 408 or 409 or 425 or >= 500 => ErrorKind.InvalidRequest,
        _ => null,
    };

    /// <summary>What the status means, or null where there is none.</summary>
    public static ErrorKind? Of(ErrorEvidence evidence)
    {
        if (evidence.Failure.Kind == FailureKind.Malformed && IsPageOfAProxy(evidence.Status))
            return IsPage(evidence) ? ErrorKind.HtmlPage : ErrorKind.Malformed;
        return evidence.FromProvider ? Of(evidence.Status) : null;
    }

    /// <summary>What a status alone means, or null where it is no error's.</summary>
    public static ErrorKind? Of(int? status) => status switch
    {
        401 or 407 => ErrorKind.InvalidKey,
        402 => ErrorKind.Billing,
        403 => ErrorKind.Forbidden,
        404 or 410 => ErrorKind.ModelNotFound,
        408 or 499 or 504 or 522 or 524 => ErrorKind.Timeout,
        409 or 425 => ErrorKind.Conflict,
        413 or 414 => ErrorKind.TooLong,
        429 => ErrorKind.RateLimit,
        451 => ErrorKind.Region,
        498 => ErrorKind.FlexCapacity,
        501 or 505 => ErrorKind.InvalidRequest,
        503 or 529 => ErrorKind.Overloaded,
        >= 500 => ErrorKind.ServerError,
        >= 400 => ErrorKind.InvalidRequest,
        _ => null,
    };

    /// <summary>What the kind of exception means.</summary>
    public static ErrorKind OfKind(ErrorEvidence evidence) => evidence.Failure.Kind switch
    {
        FailureKind.Unreachable => ErrorKind.Unreachable,
        FailureKind.Certificate => ErrorKind.Certificate,
        FailureKind.TurnedAway => ErrorKind.TurnedAway,
        FailureKind.Timeout or FailureKind.Reset when evidence.Failure.Phase == FailurePhase.Connect
            => ErrorKind.Unreachable,
        FailureKind.Timeout => ErrorKind.Timeout,
        FailureKind.Reset => ErrorKind.ConnectionLost,
        FailureKind.Incomplete => ErrorKind.IncompleteStream,
        FailureKind.Malformed => ErrorKind.Malformed,
        FailureKind.Redirect => ErrorKind.Redirect,
        _ => ErrorKind.ServerError,
    };

    /// <summary>Statuses with which proxies and captive portals send pages of their own.</summary>
    private static bool IsPageOfAProxy(int? status) => status is null or 403 or 500 or 502;

    private static bool IsPage(ErrorEvidence evidence) =>
        evidence.Failure.Body is { } body && body.AsSpan().TrimStart("\uFEFF \t\r\n").StartsWith("<");
}
