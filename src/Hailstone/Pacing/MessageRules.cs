using System.Text.RegularExpressions;

namespace Hailstone.Pacing;

/// <summary>Errors known by their words alone, because their code is null and their type says little.</summary>
internal static partial class MessageRules
{
    /// <summary>In order: the first that fits decides.</summary>
    private static readonly Rule[] Rules =
    [
        new(ErrorKind.WrongEndpoint, Applies.Refusal,
            "only supported in v1/", "not a chat model", "not supported in the v1/chat/completions endpoint",
            "not supported in the v1/responses endpoint", "not supported with the responses api"),
        new(ErrorKind.InvalidSchema, Applies.Refusal,
            "invalid schema for response_format", "invalid schema for function"),
        new(ErrorKind.CutRequest, Applies.BadRequest,
            "unexpected end of data", "could not parse the json body"),
        new(ErrorKind.TooLong, Applies.Refusal,
            "prompt is too long", "exceed context limit", "maximum context length",
            "exceeds the maximum number of tokens", "exceeds the available context size",
            "exceed the context window", "exceeds the context window",
            "reduce the length of the messages", "input is too long", "string too long", "request entity too large"),
        new(ErrorKind.Filtered, Applies.Refusal,
            "content filtering", "content management policy", "violating our usage policy", "safety system",
            "requires moderation", "input was flagged", "flagged as potentially violating"),
        new(ErrorKind.Region, Applies.Refusal,
            "country, region, or territory not supported", "user location is not supported"),
        new(ErrorKind.InvalidKey, Applies.Refusal,
            "incorrect api key", "invalid api key", "api key not valid", "invalid x-api-key", "no auth credentials"),
        new(ErrorKind.Billing, Applies.Refusal,
            "credit balance is too low", "insufficient balance", "insufficient credits", "used all available credits",
            "billing hard limit"),
        new(ErrorKind.SpendCap, Applies.Account, "api usage limits", "spend limit", "spending limit"),
        new(ErrorKind.QuotaExhausted, Applies.Account, "exceeded your current quota"),
        new(ErrorKind.UnsupportedParameter, Applies.BadRequest,
            "unsupported parameter", "unsupported value", "is deprecated for this model", "cannot both be specified",
            "is not supported with this model", "unrecognized request argument", "extra inputs are not permitted",
            "unexpected value(s)"),
        new(ErrorKind.SlowDown, Applies.Full, "acceleration limit", "slow down", "rate of increase"),
        new(ErrorKind.FlexCapacity, Applies.TooMany, "resource unavailable"),
        new(ErrorKind.Overloaded, Applies.Full,
            "overloaded", "server busy", "service tier capacity exceeded", "at capacity", "currently loading"),
    ];

    /// <summary>For which statuses a rule's words are believed: an error may quote the prompt.</summary>
    private enum Applies
    {
        /// <summary>400 and its like, or an error without a status.</summary>
        BadRequest,

        /// <summary>Any 4xx except 429, or an error without a status.</summary>
        Refusal,

        /// <summary>Any 4xx, unless it is Google's word for every empty quota.</summary>
        Account,

        /// <summary>429.</summary>
        TooMany,

        /// <summary>429, any 5xx, or an error without a status.</summary>
        Full,
    }

    /// <summary>What the words mean, or null.</summary>
    public static ErrorKind? Of(ErrorEvidence evidence)
    {
        if (evidence.Message.Length == 0)
            return null;
        foreach (var rule in Rules)
        {
            if (IsFor(rule.Applies, evidence) && rule.Phrases.Any(evidence.Says))
                return rule.Kind == ErrorKind.QuotaExhausted ? RateLimitRules.OfQuota(evidence) : rule.Kind;
        }
        return IsFor(Applies.Refusal, evidence) && MissingModel().IsMatch(evidence.Message)
            ? ErrorKind.ModelNotFound
            : null;
    }

    private static bool IsFor(Applies applies, ErrorEvidence evidence) => (applies, evidence.Status) switch
    {
        (Applies.BadRequest, null or 400 or 404 or 422) => true,
        (Applies.Refusal, 429 or >= 500) => false,
        (Applies.Refusal, _) => true,
        (Applies.Account, null or < 500) => !evidence.IsGoogleQuota,
        (Applies.TooMany, 429) => true,
        (Applies.Full, null or 429 or >= 500) => true,
        _ => false,
    };

    [GeneratedRegex(
        @"\bmodels?\b.{0,120}?\b(?:not found|not exist|not a valid model|not available|retired|decommissioned)\b"
        + @"|\bno endpoints found\b|\bnot a valid model\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MissingModel();

    private sealed record Rule(ErrorKind Kind, Applies Applies, params string[] Phrases);
}
