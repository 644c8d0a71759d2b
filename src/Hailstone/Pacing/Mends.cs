using System.Globalization;
using System.Text.RegularExpressions;

namespace Hailstone.Pacing;

/// <summary>What a person does about a failure that waiting does not cure.</summary>
internal static partial class Mends
{
    private static readonly Dictionary<ErrorKind, Func<string>> Texts = new()
    {
        [ErrorKind.TooLong] = () => PacingMessages.MendTooLong,
        [ErrorKind.ModelNotFound] = () => PacingMessages.MendModelNotFound,
        [ErrorKind.InvalidSchema] = () => PacingMessages.MendInvalidSchema,
        [ErrorKind.InvalidRequest] = () => PacingMessages.MendInvalidRequest,
        [ErrorKind.NoQuota] = () => PacingMessages.MendNoQuota,
        [ErrorKind.Redirect] = () => PacingMessages.MendRedirect,
        [ErrorKind.RelayRefused] = () => PacingMessages.MendRelayRefused,
        [ErrorKind.InvalidKey] = () => PacingMessages.MendInvalidKey,
        [ErrorKind.Forbidden] = () => PacingMessages.MendForbidden,
        [ErrorKind.Region] = () => PacingMessages.MendRegion,
        [ErrorKind.Billing] = () => PacingMessages.MendBilling,
        [ErrorKind.QuotaExhausted] = () => PacingMessages.MendBilling,
        [ErrorKind.SpendCap] = () => PacingMessages.MendSpendCap,
        [ErrorKind.Certificate] = () => PacingMessages.MendCertificate,
    };

    /// <summary>The mend, one sentence in the person's language; null where waiting is all there is to do.</summary>
    public static string? Of(ErrorKind kind, ErrorEvidence evidence)
    {
        if (kind == ErrorKind.UnsupportedParameter)
            return WithoutParameter(evidence.Failure.Parameter ?? Quoted(evidence.Message) ?? "?");
        if (kind == ErrorKind.WrongEndpoint)
            return evidence.Says("only supported in v1/responses")
                ? PacingMessages.MendResponses
                : PacingMessages.MendWrongEndpoint;
        return Texts.GetValueOrDefault(kind)?.Invoke();
    }

    private static string WithoutParameter(string name)
    {
        var format = PacingMessages.MendUnsupportedParameter;
        return string.Format(CultureInfo.InvariantCulture, format, name);
    }

    private static string? Quoted(string message) =>
        QuotedName().Match(message) is { Success: true } name ? name.Groups[1].Value : null;

    [GeneratedRegex("['`\"]([A-Za-z_][A-Za-z0-9_.]{0,60})['`\"]", RegexOptions.CultureInvariant)]
    private static partial Regex QuotedName();
}
