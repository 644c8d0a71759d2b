using Hailstone.Simulator.Faults;

namespace Hailstone.Simulator.Dialects;

/// <summary>OpenAI's words where an account is served no longer. None tells how long to wait.</summary>
internal static class OpenAiAccount
{
    private const string Quota = "insufficient_quota";

    public static WireError Word(AccountState state) => state switch
    {
        AccountState.InsufficientQuota => new(429, Quota, Quota, null,
            "You exceeded your current quota, please check your plan and billing details. For more information on this "
            + "error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors."),
        AccountState.CreditBalanceExhausted or AccountState.CreditBalanceTooLow =>
            new(429, Quota, "credit_balance_exhausted", null,
                "Your credit balance is exhausted. Add credits on the billing page to continue."),
        AccountState.BillingHardLimitReached => new(429, Quota, "billing_hard_limit_reached", null,
            "Billing hard limit has been reached"),
        AccountState.BillingNotActive or AccountState.BillingError =>
            new(429, "billing_not_active", "billing_not_active", null,
                "Your account is not active, please check your billing details on our website."),
        AccountState.ProjectSpendLimitExceeded => new(429, Quota, "project_spend_limit_exceeded", null,
            "This project has reached its spend limit. Raise the limit in the project's settings to continue."),
        AccountState.OrganizationUsageLimitExceeded => new(429, Quota, "organization_usage_limit_exceeded", null,
            "Your organization has reached the usage limit of its tier for this month."),
        _ => new(429, Quota, "organization_spend_limit_exceeded", null,
            "Your organization has reached its spend limit. "
            + "Raise the limit in the organization's settings to continue."),
    };
}
