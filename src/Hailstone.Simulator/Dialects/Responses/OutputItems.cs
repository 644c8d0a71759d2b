using Hailstone.Simulator.Answers;

namespace Hailstone.Simulator.Dialects.Responses;

/// <summary>The JSON of what an answer in the Responses API is made of.</summary>
internal static class OutputItems
{
    public static string ReasoningId(Utterance utterance) => "rs_" + utterance.Id;

    public static string MessageId(Utterance utterance) => "msg_" + utterance.Id;

    public static bool HasReasoning(Utterance utterance) => utterance.Answer.ReasoningTokens > 0;

    /// <summary>An answer that was cut before its first word has no message.</summary>
    public static bool HasMessage(Utterance utterance) =>
        utterance.Answer is { Tokens: > 0 } or { Finish: Finish.Stop or Finish.StopSequence };

    /// <summary>Every item, as it stands at the end.</summary>
    public static IEnumerable<string> All(Utterance utterance)
    {
        if (HasReasoning(utterance))
            yield return Reasoning(utterance);
        if (HasMessage(utterance))
            yield return Message(utterance);
    }

    public static string Reasoning(Utterance utterance, bool begun = false) => Json.Object(writer =>
    {
        writer.WriteString("id", ReasoningId(utterance));
        writer.WriteString("type", "reasoning");
        writer.WriteList("summary",
            utterance.ShowsThinking && !begun ? [Summary(Pieces.Thinking(utterance))] : []);
    });

    public static string Summary(string text) => Json.Object(writer =>
    {
        writer.WriteString("type", "summary_text");
        writer.WriteString("text", text);
    });

    public static string Message(Utterance utterance, bool begun = false) => Json.Object(writer =>
    {
        writer.WriteString("id", MessageId(utterance));
        writer.WriteString("type", "message");
        writer.WriteString("status", begun ? "in_progress" : ResponseObject.Status(utterance));
        writer.WriteList("content", begun ? [] : [Part(utterance, utterance.Answer.Words)]);
        writer.WriteString("role", "assistant");
    });

    public static string Part(Utterance utterance, string words) => Json.Object(writer =>
    {
        if (utterance.Answer.Refusal is not null)
        {
            writer.WriteString("type", "refusal");
            writer.WriteString("refusal", words);
            return;
        }
        writer.WriteString("type", "output_text");
        writer.WriteList("annotations", []);
        writer.WriteList("logprobs", []);
        writer.WriteString("text", words);
    });
}
