using System.Text.Json;
using Hailstone.Simulator.Dialects;
using Hailstone.Simulator.Quotas;

namespace Hailstone.Simulator.Admin;

/// <summary>The limits as configured, all on one page.</summary>
internal static class LimitPages
{
    /// <summary><c>GET /v1/organization/projects/ID/rate_limits</c>.</summary>
    public static string OpenAi(IReadOnlyList<string> models, Func<string, QuotaOptions> quotaOf) =>
        Json.Object(writer =>
        {
            writer.WriteString("object", "list");
            writer.WriteStartArray("data");
            foreach (var model in models)
                WriteOpenAi(writer, model, quotaOf(model));
            writer.WriteEndArray();
            writer.WriteString("first_id", models.Count > 0 ? "rl-" + models[0] : null);
            writer.WriteString("last_id", models.Count > 0 ? "rl-" + models[^1] : null);
            writer.WriteBoolean("has_more", false);
        });

    /// <summary><c>GET /v1/organizations/rate_limits</c>: an entry for each group of models.</summary>
    public static string Anthropic(IEnumerable<(IReadOnlyList<string> Models, QuotaOptions Quota)> groups) =>
        Json.Object(writer =>
        {
            writer.WriteStartArray("data");
            foreach (var (models, quota) in groups)
                WriteAnthropic(writer, models, quota);
            writer.WriteEndArray();
            writer.WriteNull("next_page");
        });

    private static void WriteOpenAi(Utf8JsonWriter writer, string model, QuotaOptions quota)
    {
        writer.WriteStartObject();
        writer.WriteString("object", "project.rate_limit");
        writer.WriteString("id", "rl-" + model);
        writer.WriteString("model", model);
        // The API has no word for "unlimited": what is not limited is left out.
        if (quota.RequestsPerMinute is { } requests)
            writer.WriteNumber("max_requests_per_1_minute", requests);
        if ((quota.ProjectTokensPerMinute ?? quota.TokensPerMinute) is { } tokens)
            writer.WriteNumber("max_tokens_per_1_minute", tokens);
        if (quota.RequestsPerDay is { } day)
            writer.WriteNumber("max_requests_per_1_day", day);
        writer.WriteEndObject();
    }

    private static void WriteAnthropic(Utf8JsonWriter writer, IReadOnlyList<string> models, QuotaOptions quota)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "rate_limit");
        writer.WriteString("group_type", "model_group");
        writer.WriteStartArray("models");
        foreach (var model in models)
            writer.WriteStringValue(model);
        writer.WriteEndArray();
        writer.WriteStartArray("limits");
        WriteLimit(QuotaKind.RequestsPerMinute, quota.RequestsPerMinute);
        WriteLimit(QuotaKind.InputTokensPerMinute, quota.InputTokensPerMinute);
        WriteLimit(QuotaKind.OutputTokensPerMinute, quota.OutputTokensPerMinute);
        writer.WriteEndArray();
        writer.WriteEndObject();

        void WriteLimit(QuotaKind kind, long? limit)
        {
            if (limit is not { } value)
                return;
            writer.WriteStartObject();
            writer.WriteString("type", QuotaRefusal.NameOf(kind));
            writer.WriteNumber("value", value);
            writer.WriteEndObject();
        }
    }
}
