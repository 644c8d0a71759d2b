using System.Text.Json;
using Hailstone.Simulator.Dialects;

namespace Hailstone.Simulator.Admin;

/// <summary><c>GET /v1/organization/projects/ID/rate_limits</c>: the limits as configured, all on one page.</summary>
internal static class ProjectLimits
{
    /// <summary>The page of a list of models.</summary>
    public static string Page(IReadOnlyList<string> models, Func<string, QuotaOptions> quotaOf) => Json.Object(writer =>
    {
        writer.WriteString("object", "list");
        writer.WriteStartArray("data");
        foreach (var model in models)
            Write(writer, model, quotaOf(model));
        writer.WriteEndArray();
        writer.WriteString("first_id", models.Count > 0 ? "rl-" + models[0] : null);
        writer.WriteString("last_id", models.Count > 0 ? "rl-" + models[^1] : null);
        writer.WriteBoolean("has_more", false);
    });

    private static void Write(Utf8JsonWriter writer, string model, QuotaOptions quota)
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
}
