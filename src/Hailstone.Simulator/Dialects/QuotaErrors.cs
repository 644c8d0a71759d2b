using System.Globalization;
using Hailstone.Simulator.Dialects.Messages;
using Hailstone.Simulator.Quotas;

namespace Hailstone.Simulator.Dialects;

/// <summary>How vendors other than OpenAI refuse for want of quota, in words that were recorded.</summary>
internal static class QuotaErrors
{
    private const string Upgrade =
        "Need more tokens? Upgrade to Dev Tier today at https://console.groq.com/settings/billing";

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>The status and the body of a refusal, or null where the API's own words hold.</summary>
    public static (int Status, string Body)? Of(
        Vendor vendor, Refusal refusal, string path, string requestId) => (vendor, refusal) switch
        {
            (Vendor.Anthropic, Refusal.RateLimited or Refusal.SlowDown or Refusal.QueueFull) =>
                Anthropic(refusal, requestId),
            (Vendor.Azure, Refusal.RateLimited limited) => Azure(limited, path),
            (Vendor.Groq, Refusal.RateLimited { Quota: { } quota } limited) => Groq(limited, quota),
            (Vendor.Mistral, Refusal.RateLimited) => Mistral(),
            _ => null,
        };

    /// <summary>How long a vendor tells a client to wait, or null where it does not say.</summary>
    public static TimeSpan? Wait(Vendor vendor, Refusal refusal) => (vendor, refusal) switch
    {
        // What never fits is told to come back in a day.
        (Vendor.Azure, Refusal.RateLimited { Quota: { Used: null }, Wait: null }) => Day,
        (_, Refusal.RateLimited limited) => limited.Wait,
        // OpenAI's own slow_down names no time.
        (not Vendor.Anthropic, Refusal.SlowDown { Ramp: not null }) => null,
        (_, Refusal.SlowDown slow) => slow.Wait,
        _ => null,
    };

    private static (int, string) Anthropic(Refusal refusal, string requestId)
    {
        var error = AnthropicErrors.Word(refusal);
        return (error.Status, AnthropicErrors.Body(error, requestId));
    }

    private static (int, string) Azure(Refusal.RateLimited limited, string path)
    {
        var operation = path.EndsWith("/responses", StringComparison.Ordinal)
            ? "Responses_Create"
            : "ChatCompletions_Create";
        var limit = limited.Quota?.CountsTokens == true ? "token" : "call";
        var seconds = Math.Max(1, Math.Ceiling((Wait(Vendor.Azure, limited) ?? Day).TotalSeconds));
        return (429, Json.Object(writer =>
        {
            writer.WriteStartObject("error");
            writer.WriteString("code", "429");
            writer.WriteString("message",
                $"Requests to the {operation} Operation under Azure OpenAI API version 2024-10-21 have exceeded "
                + $"{limit} rate limit of your current OpenAI S0 pricing tier. "
                + Invariant($"Please retry after {seconds} seconds. ")
                + "Please go here: https://aka.ms/oai/quotaincrease if you would like to further increase the default "
                + "rate limit.");
            writer.WriteEndObject();
        }));
    }

    private static (int, string) Groq(Refusal.RateLimited limited, QuotaRefusal quota)
    {
        var who = $"for model `{limited.Model}` in organization `{limited.Organization}` service tier `on_demand` on "
            + Name(quota.Kind);
        var message = quota.Used is { } used
            ? Invariant($"Rate limit reached {who}: Limit {quota.Limit}, Used {used}, Requested {quota.Requested}. ")
                + $"Please try again in {GoDuration.Exact(quota.Wait ?? TimeSpan.Zero)}. {Upgrade}"
            : Invariant($"Request too large {who}: Limit {quota.Limit}, Requested {quota.Requested}, ")
                + $"please reduce your message size and try again. {Upgrade}";
        return (quota.Used is null ? 413 : 429, Json.Object(writer =>
        {
            writer.WriteStartObject("error");
            writer.WriteString("message", message);
            writer.WriteString("type", quota.CountsTokens ? "tokens" : "requests");
            writer.WriteString("code", "rate_limit_exceeded");
            writer.WriteEndObject();
        }));
    }

    private static (int, string) Mistral() => (429, Json.Object(writer =>
    {
        writer.WriteString("object", "error");
        writer.WriteString("message", "Rate limit exceeded");
        writer.WriteString("type", "rate_limited");
        writer.WriteNull("param");
        writer.WriteString("code", "1300");
    }));

    private static string Name(QuotaKind kind) => kind switch
    {
        QuotaKind.RequestsPerMinute => "requests per minute (RPM)",
        QuotaKind.RequestsPerDay => "requests per day (RPD)",
        QuotaKind.TokensPerDay => "tokens per day (TPD)",
        QuotaKind.InputTokensPerMinute => "input tokens per minute (ITPM)",
        QuotaKind.OutputTokensPerMinute => "output tokens per minute (OTPM)",
        _ => "tokens per minute (TPM)",
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
