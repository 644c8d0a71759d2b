using System.Globalization;
using Hailstone.Simulator.Quotas;

namespace Hailstone.Simulator.Dialects.Messages;

/// <summary>Anthropic's words for its limits, as programs recorded them in 2026.</summary>
internal static class AnthropicLimits
{
    private const string Docs = "For details, refer to: https://docs.claude.com/en/api/rate-limits.";

    /// <summary>The words for a limit that is used up.</summary>
    public static string Words(Refusal.RateLimited limited)
    {
        var limit = limited.Quota is { } quota ? $" of {Number(quota.Limit)} {Name(quota.Kind)}" : "";
        return $"This request would exceed your organization's rate limit{limit} (org: {limited.Organization}, model: "
            + $"{limited.Model}). {Docs} You can see the response headers for current usage. Please reduce the prompt "
            + "length or the maximum tokens requested, or try again later. You may also contact sales at "
            + "https://claude.com/contact-sales to discuss your options for a rate limit increase.";
    }

    /// <summary>The words for a use that grows too fast.</summary>
    public static string Words(Refusal.SlowDown slow, RampRefusal ramp) =>
        "This request would exceed your organization's maximum usage increase rate for input tokens per minute "
        + $"(org: {slow.Organization}, model: {slow.Model}). Your current limit is {Number(ramp.Allowed)} input "
        + $"tokens per minute, and will increase to {Number(ramp.Next)} at the next minute boundary. Please scale up "
        + $"your input tokens usage more gradually to stay within the acceleration limit. {Docs}";

    private static string Name(QuotaKind kind) => kind switch
    {
        QuotaKind.RequestsPerMinute => "requests per minute",
        QuotaKind.RequestsPerDay => "requests per day",
        QuotaKind.TokensPerDay => "tokens per day",
        QuotaKind.InputTokensPerMinute => "input tokens per minute",
        QuotaKind.OutputTokensPerMinute => "output tokens per minute",
        _ => "tokens per minute",
    };

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
