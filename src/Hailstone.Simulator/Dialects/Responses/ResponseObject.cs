using System.Text.Json;
using Hailstone.Simulator.Answers;

namespace Hailstone.Simulator.Dialects.Responses;

/// <summary>The JSON of a <c>response</c>: what was asked, as far as the API repeats it, and what came of it.</summary>
internal static class ResponseObject
{
    /// <summary>What the API says of a parameter that was not given.</summary>
    private static readonly (string Name, string Default)[] Repeated =
    [
        ("access_programs", "null"),
        ("background", "false"),
        ("instructions", "null"),
        ("max_output_tokens", "null"),
        ("max_tool_calls", "null"),
        ("parallel_tool_calls", "true"),
        ("previous_response_id", "null"),
        ("prompt_cache_key", "null"),
        ("safety_identifier", "null"),
        ("temperature", "1.0"),
        ("text", """{"format":{"type":"text"},"verbosity":"medium"}"""),
        ("tool_choice", "\"auto\""),
        ("tools", "[]"),
        ("top_logprobs", "0"),
        ("top_p", "1.0"),
        ("truncation", "\"disabled\""),
        ("metadata", "{}"),
    ];

    /// <summary>How an answer ends, as its status says it.</summary>
    public static string Status(Utterance utterance) => Reason(utterance.Answer) is null ? "completed" : "incomplete";

    /// <summary>As it stands when it has begun.</summary>
    public static string Begun(Utterance utterance) => Json.Object(writer =>
    {
        Write(writer, utterance, "in_progress", null);
        // What was asked for: who serves it is not decided yet.
        writer.WriteString("service_tier", utterance.ServiceTier ?? "auto");
        writer.WriteNull("incomplete_details");
        writer.WriteList("output", []);
        writer.WriteNull("usage");
    });

    /// <summary>As it stands when it has ended.</summary>
    public static string Ended(Utterance utterance) => Json.Object(writer =>
    {
        Write(writer, utterance, Status(utterance), null);
        writer.WriteString("service_tier", OpenAiDialect.Tier(utterance));
        WriteReason(writer, utterance.Answer);
        writer.WriteList("output", OutputItems.All(utterance));
        WriteUsage(writer, utterance);
    });

    /// <summary>As it stands when it has failed.</summary>
    public static string Failed(Utterance utterance, WireError error) => Json.Object(writer =>
    {
        Write(writer, utterance, "failed", error);
        writer.WriteString("service_tier", OpenAiDialect.Tier(utterance));
        writer.WriteNull("incomplete_details");
        writer.WriteList("output", []);
        writer.WriteNull("usage");
    });

    private static string? Reason(Answer answer) => answer.Finish switch
    {
        Finish.Length or Finish.ContextWindow => "max_output_tokens",
        Finish.ContentFilter => "content_filter",
        _ => null,
    };

    private static void Write(Utf8JsonWriter writer, Utterance utterance, string status, WireError? error)
    {
        writer.WriteString("id", "resp_" + utterance.Id);
        writer.WriteString("object", "response");
        writer.WriteNumber("created_at", utterance.Created.ToUnixTimeSeconds());
        writer.WriteString("status", status);
        if (status == "completed")
            writer.WriteNumber("completed_at", utterance.Ended.ToUnixTimeSeconds());
        writer.WriteJson("error", error is null ? "null" : Json.Object(inner =>
        {
            inner.WriteString("code", error.Code ?? error.Type);
            inner.WriteString("message", error.Message);
        }));
        writer.WriteString("model", utterance.Model);
        foreach (var (name, absent) in Repeated)
            writer.WriteJson(name, utterance.Parameters.GetValueOrDefault(name) ?? absent);
        writer.WriteStartObject("reasoning");
        writer.WriteString("effort", utterance.Effort);
        writer.WriteString("summary", utterance.ShowsThinking ? "detailed" : null);
        writer.WriteEndObject();
    }

    private static void WriteReason(Utf8JsonWriter writer, Answer answer)
    {
        if (Reason(answer) is not { } reason)
        {
            writer.WriteNull("incomplete_details");
            return;
        }
        writer.WriteStartObject("incomplete_details");
        writer.WriteString("reason", reason);
        writer.WriteEndObject();
    }

    private static void WriteUsage(Utf8JsonWriter writer, Utterance utterance)
    {
        writer.WriteStartObject("usage");
        writer.WriteNumber("input_tokens", utterance.PromptTokens);
        writer.WriteStartObject("input_tokens_details");
        writer.WriteNumber("cached_tokens", utterance.CachedTokens);
        writer.WriteNumber("cache_write_tokens", utterance.CacheWriteTokens);
        writer.WriteEndObject();
        writer.WriteNumber("output_tokens", utterance.CompletionTokens);
        writer.WriteStartObject("output_tokens_details");
        writer.WriteNumber("reasoning_tokens", utterance.Answer.ReasoningTokens);
        writer.WriteEndObject();
        writer.WriteNumber("total_tokens", utterance.PromptTokens + utterance.CompletionTokens);
        writer.WriteEndObject();
    }
}
