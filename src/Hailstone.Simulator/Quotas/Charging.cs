namespace Hailstone.Simulator.Quotas;

/// <summary>What a request takes of a quota when it comes.</summary>
/// <param name="Total">Of limits that count all tokens.</param>
/// <param name="Input">Of limits that count input alone.</param>
internal readonly record struct Charge(long Total, long Input);

/// <summary>What an answer came to.</summary>
/// <param name="Prompt">Tokens of the prompt, those from a cache included.</param>
/// <param name="Cached">The part of it that was read from a cache.</param>
/// <param name="Completion">Tokens of the answer, reasoning included.</param>
internal readonly record struct Usage(long Prompt, long Cached, long Completion);

/// <summary>The vendors' rules of charging, by name.</summary>
internal static class Charging
{
    /// <summary>How a vendor charges.</summary>
    public static ChargeRule Of(Vendor vendor) => vendor switch
    {
        Vendor.OpenAi => ChargeRule.OpenAi,
        Vendor.Anthropic => ChargeRule.Anthropic,
        Vendor.Azure => ChargeRule.Azure,
        Vendor.Groq => ChargeRule.Groq,
        Vendor.Mistral => ChargeRule.Mistral,
        _ => throw new ArgumentOutOfRangeException(nameof(vendor), vendor, null),
    };

    /// <summary>What a request is charged before it is answered.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="prompt">Its prompt, estimated from its characters.</param>
    /// <param name="cap">The most tokens that its answer may have, or null.</param>
    public static Charge Before(ChargeRule rule, long prompt, long? cap) => rule switch
    {
        ChargeRule.OpenAi => new(Math.Max(cap ?? 1, prompt), prompt),
        ChargeRule.Azure or ChargeRule.Groq => new(Math.Max(1, Sum(prompt, cap ?? 0)), prompt),
        _ => new(Math.Max(1, prompt), prompt),
    };

    // A cap is a client's number.
    private static long Sum(long prompt, long cap) => cap > long.MaxValue - prompt ? long.MaxValue : prompt + cap;
}
