using System.Globalization;
using System.Text.RegularExpressions;

namespace Hailstone.Pacing;

/// <summary>
/// The envelope of a relay between us and the provider: <c>error</c> is a name such as <c>ERROR_OPENAI</c>, and what
/// happened stands in <c>details</c>.
/// </summary>
internal static partial class RelayEnvelope
{
    /// <summary>What the envelope means, or null where the failure has none.</summary>
    public static ErrorKind? Of(ErrorEvidence evidence)
    {
        if (evidence.Failure.Code is not { } code || !code.StartsWith("ERROR_", StringComparison.Ordinal))
            return null;
        if (code.Contains("RATE_LIMIT", StringComparison.Ordinal))
            return ErrorKind.RateLimit;
        if (code.Contains("API_KEY", StringComparison.Ordinal) || code == "ERROR_NOT_LOGGED_IN")
            return ErrorKind.InvalidKey;
        if (SaysNever(evidence))
            return ErrorKind.RelayRefused;
        return MessageRules.Of(evidence) ?? StatusRules.Of(InnerStatus(evidence)) ?? ErrorKind.Relay;
    }

    /// <summary>The inner error may lie in the details as JSON, or as text that holds JSON.</summary>
    private static bool SaysNever(ErrorEvidence evidence) =>
        evidence.Failure.Body is { } body && Retryable().Match(body) is { Success: true } match
        && match.Groups[1].Value == "false";

    private static int? InnerStatus(ErrorEvidence evidence) =>
        evidence.Failure.Body is { } body && StatusInside().Match(body) is { Success: true } match
            ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            : null;

    [GeneratedRegex(
        @"\\{0,3}""(?:status|statusCode|status_code)\\{0,3}""\s*:\s*([45]\d\d)\b", RegexOptions.CultureInvariant)]
    private static partial Regex StatusInside();

    [GeneratedRegex(@"\\{0,3}""(?:retryable|isRetryable)\\{0,3}""\s*:\s*(true|false)", RegexOptions.CultureInvariant)]
    private static partial Regex Retryable();
}
