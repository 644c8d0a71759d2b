using System.Text.Json;

namespace Hailstone.Simulator.Dialects.Messages;

/// <summary>The events of one answer in the Messages API.</summary>
internal static class MessagesStream
{
    public static IEnumerable<SimulatedChunk> Events(Utterance utterance)
    {
        yield return At(TimeSpan.Zero, "message_start",
            writer => writer.WriteJson("message", MessageObject.Begun(utterance)));
        var place = 0;
        if (MessageObject.HasThinking(utterance))
            foreach (var happening in Thinking(utterance, place++))
                yield return happening;
        yield return At(TimeSpan.Zero, "ping", _ => { });
        if (MessageObject.HasText(utterance))
            foreach (var happening in Text(utterance, place))
                yield return happening;
        yield return At(Unsaid(utterance), "message_delta", writer => WriteEnd(writer, utterance));
        yield return At(TimeSpan.Zero, "message_stop", _ => { });
    }

    private static IEnumerable<SimulatedChunk> Thinking(Utterance utterance, int place)
    {
        yield return Begin(place, MessageObject.Thinking("", ""));
        var shown = MessageObject.Shown(utterance);
        if (shown.Length > 0)
            yield return Delta(TimeSpan.Zero, place, "thinking_delta", "thinking", shown);
        yield return Delta(Pieces.ThinkingTime(utterance), place,
            "signature_delta", "signature", MessageObject.Signature(utterance));
        yield return End(place);
    }

    private static IEnumerable<SimulatedChunk> Text(Utterance utterance, int place)
    {
        yield return Begin(place, MessageObject.Text(""));
        foreach (var (after, text) in Pieces.Words(utterance))
            yield return Delta(after, place, "text_delta", "text", text);
        yield return End(place);
    }

    /// <summary>How long the tokens took of which no event tells.</summary>
    private static TimeSpan Unsaid(Utterance utterance) =>
        MessageObject.HasText(utterance) ? TimeSpan.Zero : utterance.PerToken * utterance.Answer.Tokens;

    private static void WriteEnd(Utf8JsonWriter writer, Utterance utterance)
    {
        writer.WriteStartObject("delta");
        MessageObject.WriteStop(writer, utterance.Answer);
        writer.WriteNull("container");
        writer.WriteEndObject();
        // Counts of all the events together, and not of this one.
        writer.WriteStartObject("usage");
        MessageObject.WriteCounts(
            writer, utterance, utterance.CompletionTokens, utterance.Answer.ReasoningTokens);
        writer.WriteEndObject();
    }

    private static SimulatedChunk Begin(int place, string block) => At(TimeSpan.Zero, "content_block_start", writer =>
    {
        writer.WriteNumber("index", place);
        writer.WriteJson("content_block", block);
    });

    private static SimulatedChunk Delta(TimeSpan after, int place, string type, string name, string text) =>
        At(after, "content_block_delta", writer =>
        {
            writer.WriteNumber("index", place);
            writer.WriteStartObject("delta");
            writer.WriteString("type", type);
            writer.WriteString(name, text);
            writer.WriteEndObject();
        });

    private static SimulatedChunk End(int place) =>
        At(TimeSpan.Zero, "content_block_stop", writer => writer.WriteNumber("index", place));

    private static SimulatedChunk At(TimeSpan after, string type, Action<Utf8JsonWriter> members) =>
        ServerEvent.Named(after, type, members);
}
