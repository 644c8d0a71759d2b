namespace Hailstone.Simulator.Faults;

/// <summary>Why a provider serves an account no longer, until somebody pays or a month ends.</summary>
internal enum AccountState
{
    /// <summary>OpenAI's older word for any of these.</summary>
    InsufficientQuota,

    /// <summary>What was paid in advance is used up.</summary>
    CreditBalanceExhausted,

    /// <summary>The hard limit that the account set is reached.</summary>
    BillingHardLimitReached,

    /// <summary>There is no way of paying.</summary>
    BillingNotActive,

    /// <summary>The organization's own limit is reached.</summary>
    OrganizationSpendLimitExceeded,

    /// <summary>The project's limit is reached.</summary>
    ProjectSpendLimitExceeded,

    /// <summary>The limit that the provider set the organization is reached.</summary>
    OrganizationUsageLimitExceeded,

    /// <summary>Anthropic's word for credit that is used up.</summary>
    CreditBalanceTooLow,

    /// <summary>Anthropic's word for a way of paying that does not work.</summary>
    BillingError,

    /// <summary>Anthropic's word for the month's limit.</summary>
    EnforcedSpendLimitReached,
}

/// <summary>The names of the states.</summary>
internal static class AccountStates
{
    /// <summary>The name of the fault: the state's, as in an API.</summary>
    public static string NameOf(AccountState state) =>
        System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString());
}
