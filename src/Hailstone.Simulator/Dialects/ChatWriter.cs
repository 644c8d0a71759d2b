using System.Text.Json;
using Hailstone.Simulator.Answers;

namespace Hailstone.Simulator.Dialects;

/// <summary>The JSON of Chat Completions: <c>chat.completion</c> and <c>chat.completion.chunk</c>.</summary>
internal static class ChatWriter
{
    public static string Whole(Utterance utterance) => Json.Object(writer =>
    {
        Begin(writer, "chat.completion", utterance);
        writer.WriteStartArray("choices");
        writer.WriteStartObject();
        writer.WriteNumber("index", 0);
        writer.WriteStartObject("message");
        writer.WriteString("role", "assistant");
        writer.WriteString("content", utterance.Answer.Refusal is null ? utterance.Answer.Text : null);
        writer.WriteString("refusal", utterance.Answer.Refusal);
        writer.WriteStartArray("annotations");
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteNull("logprobs");
        writer.WriteString("finish_reason", Word(utterance.Answer.Finish));
        writer.WriteEndObject();
        writer.WriteEndArray();
        WriteUsage(writer, utterance);
    });

    /// <summary>The first event: who speaks.</summary>
    public static string First(Utterance utterance) => Chunk(utterance, null, writer =>
    {
        writer.WriteString("role", "assistant");
        writer.WriteString("content", "");
        writer.WriteNull("refusal");
    });

    /// <summary>An event with a part of the answer.</summary>
    public static string Words(Utterance utterance, string words) =>
        Chunk(utterance, null, writer =>
            writer.WriteString(utterance.Answer.Refusal is null ? "content" : "refusal", words));

    /// <summary>The event that says why the answer ended.</summary>
    public static string Last(Utterance utterance) => Chunk(utterance, utterance.Answer.Finish, _ => { });

    /// <summary>The event after the last, with the usage and without a choice.</summary>
    public static string Usage(Utterance utterance) => Json.Object(writer =>
    {
        Begin(writer, "chat.completion.chunk", utterance);
        writer.WriteStartArray("choices");
        writer.WriteEndArray();
        WriteUsage(writer, utterance);
    });

    private static string Chunk(Utterance utterance, Finish? finish, Action<Utf8JsonWriter> delta) =>
        Json.Object(writer =>
        {
            Begin(writer, "chat.completion.chunk", utterance);
            writer.WriteStartArray("choices");
            writer.WriteStartObject();
            writer.WriteNumber("index", 0);
            writer.WriteStartObject("delta");
            delta(writer);
            writer.WriteEndObject();
            writer.WriteNull("logprobs");
            writer.WriteString("finish_reason", finish is { } reason ? Word(reason) : null);
            writer.WriteEndObject();
            writer.WriteEndArray();
            if (utterance.StreamUsage)
                writer.WriteNull("usage");
        });

    private static void Begin(Utf8JsonWriter writer, string kind, Utterance utterance)
    {
        writer.WriteString("id", "chatcmpl-" + utterance.Id);
        writer.WriteString("object", kind);
        writer.WriteNumber("created", utterance.Created.ToUnixTimeSeconds());
        writer.WriteString("model", utterance.Model);
        writer.WriteString("service_tier", OpenAiDialect.Tier(utterance));
    }

    private static void WriteUsage(Utf8JsonWriter writer, Utterance utterance)
    {
        writer.WriteStartObject("usage");
        writer.WriteNumber("prompt_tokens", utterance.PromptTokens);
        writer.WriteNumber("completion_tokens", utterance.CompletionTokens);
        writer.WriteNumber("total_tokens", utterance.PromptTokens + utterance.CompletionTokens);
        writer.WriteStartObject("prompt_tokens_details");
        writer.WriteNumber("cached_tokens", utterance.CachedTokens);
        writer.WriteNumber("cache_write_tokens", utterance.CacheWriteTokens);
        writer.WriteNumber("audio_tokens", 0);
        writer.WriteEndObject();
        writer.WriteStartObject("completion_tokens_details");
        writer.WriteNumber("reasoning_tokens", utterance.Answer.ReasoningTokens);
        writer.WriteNumber("audio_tokens", 0);
        writer.WriteNumber("accepted_prediction_tokens", 0);
        writer.WriteNumber("rejected_prediction_tokens", 0);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static string Word(Finish finish) => finish switch
    {
        Finish.Length or Finish.ContextWindow => "length",
        Finish.ContentFilter => "content_filter",
        _ => "stop",
    };
}
