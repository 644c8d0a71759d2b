using System.Globalization;
using Hailstone.Simulator.Faults;

namespace Hailstone.Simulator.Dialects.Messages;

/// <summary>Anthropic's words where an account is served no longer. None tells how long to wait.</summary>
internal static class AnthropicAccount
{
    public static WireError Word(AccountState state, DateTimeOffset now) => state switch
    {
        AccountState.InsufficientQuota or AccountState.CreditBalanceExhausted or AccountState.CreditBalanceTooLow =>
            new(400, "invalid_request_error", null, null,
                "Your credit balance is too low to access the Anthropic API. "
                + "Please go to Plans & Billing to upgrade or purchase credits."),
        AccountState.BillingNotActive or AccountState.BillingError => new(402, "billing_error", null, null,
            "There is an issue with your organization's billing. Please check your payment details."),
        _ => new(429, "rate_limit_error", "enforced_spend_limit_reached", null,
            "You have reached your API usage limits. You will regain access on "
            + $"{NextMonth(now).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} at 00:00 UTC."),
    };

    private static DateTime NextMonth(DateTimeOffset now) =>
        new DateTime(now.UtcDateTime.Year, now.UtcDateTime.Month, 1, 0, 0, 0, DateTimeKind.Utc).AddMonths(1);
}
