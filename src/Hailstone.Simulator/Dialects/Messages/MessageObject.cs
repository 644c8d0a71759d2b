using System.Text.Json;
using Hailstone.Simulator.Answers;

namespace Hailstone.Simulator.Dialects.Messages;

/// <summary>The JSON of a <c>message</c>.</summary>
internal static class MessageObject
{
    /// <summary>As it stands when it has begun.</summary>
    public static string Begun(Utterance utterance) => Json.Object(writer =>
    {
        WriteHead(writer, utterance, []);
        writer.WriteNull("stop_reason");
        writer.WriteNull("stop_sequence");
        writer.WriteNull("stop_details");
        // The count of the first event: one token is on its way.
        WriteUsage(writer, utterance, Math.Min(1, utterance.CompletionTokens), null);
    });

    /// <summary>As it stands when it has ended.</summary>
    public static string Ended(Utterance utterance) => Json.Object(writer =>
    {
        WriteHead(writer, utterance, Blocks(utterance));
        WriteStop(writer, utterance.Answer);
        WriteUsage(writer, utterance, utterance.CompletionTokens, utterance.Answer.ReasoningTokens);
    });

    public static bool HasThinking(Utterance utterance) => utterance.Answer.ReasoningTokens > 0;

    /// <summary>A refusal has no words of the model, nor has an answer that was cut before its first.</summary>
    public static bool HasText(Utterance utterance) => utterance.Answer is { Refusal: null, Text.Length: > 0 };

    public static string Thinking(string thinking, string signature) => Json.Object(writer =>
    {
        writer.WriteString("type", "thinking");
        writer.WriteString("thinking", thinking);
        writer.WriteString("signature", signature);
    });

    public static string Text(string text) => Json.Object(writer =>
    {
        writer.WriteString("type", "text");
        writer.WriteString("text", text);
        writer.WriteNull("citations");
    });

    /// <summary>What the thinking shows.</summary>
    public static string Shown(Utterance utterance) => utterance.ShowsThinking ? Pieces.Thinking(utterance) : "";

    /// <summary>What proves the thinking to be the model's.</summary>
    public static string Signature(Utterance utterance) =>
        Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes("simulated thinking " + utterance.Id));

    /// <summary>Why an answer ended.</summary>
    public static void WriteStop(Utf8JsonWriter writer, Answer answer)
    {
        writer.WriteString("stop_reason", Reason(answer));
        writer.WriteString("stop_sequence", answer.StopSequence);
        if (answer.Refusal is null)
        {
            writer.WriteNull("stop_details");
            return;
        }
        writer.WriteStartObject("stop_details");
        writer.WriteString("type", "refusal");
        writer.WriteString("category", answer.RefusalCategory);
        writer.WriteString("explanation", answer.Refusal.Length > 0 ? answer.Refusal : null);
        writer.WriteEndObject();
    }

    /// <summary>The counts that the last event repeats.</summary>
    public static void WriteCounts(Utf8JsonWriter writer, Utterance utterance, long output, long? thinking)
    {
        writer.WriteNumber("input_tokens",
            utterance.PromptTokens - utterance.CachedTokens - utterance.CacheWriteTokens);
        writer.WriteNumber("cache_creation_input_tokens", utterance.CacheWriteTokens);
        writer.WriteNumber("cache_read_input_tokens", utterance.CachedTokens);
        writer.WriteNumber("output_tokens", output);
        if (thinking is { } tokens)
        {
            writer.WriteStartObject("output_tokens_details");
            writer.WriteNumber("thinking_tokens", tokens);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("output_tokens_details");
        }
        writer.WriteNull("server_tool_use");
    }

    private static IEnumerable<string> Blocks(Utterance utterance)
    {
        if (HasThinking(utterance))
            yield return Thinking(Shown(utterance), Signature(utterance));
        if (HasText(utterance))
            yield return Text(utterance.Answer.Text);
    }

    private static void WriteHead(Utf8JsonWriter writer, Utterance utterance, IEnumerable<string> blocks)
    {
        writer.WriteString("id", "msg_" + utterance.Id);
        writer.WriteString("type", "message");
        writer.WriteString("role", "assistant");
        writer.WriteString("model", utterance.Model);
        writer.WriteList("content", blocks);
        writer.WriteNull("container");
        writer.WriteNull("diagnostics");
    }

    private static void WriteUsage(Utf8JsonWriter writer, Utterance utterance, long output, long? thinking)
    {
        writer.WriteStartObject("usage");
        WriteCounts(writer, utterance, output, thinking);
        writer.WriteStartObject("cache_creation");
        writer.WriteNumber("ephemeral_5m_input_tokens", utterance.CacheWriteTokens);
        writer.WriteNumber("ephemeral_1h_input_tokens", 0);
        writer.WriteEndObject();
        writer.WriteString("service_tier",
            utterance.ServiceTier is null or "auto" or "standard_only" ? "standard" : utterance.ServiceTier);
        writer.WriteString("inference_geo", "global");
        writer.WriteString("speed", "standard");
        writer.WriteEndObject();
    }

    private static string Reason(Answer answer) => answer switch
    {
        { Finish: Finish.Length } => "max_tokens",
        { Finish: Finish.ContextWindow } => "model_context_window_exceeded",
        { Refusal: not null } => "refusal",
        { Finish: Finish.StopSequence, StopSequence: not null } => "stop_sequence",
        { Finish: Finish.Pause } => "pause_turn",
        _ => "end_turn",
    };
}
