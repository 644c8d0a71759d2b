using System.Text.Json;

namespace Hailstone.Simulator.Dialects.Responses;

/// <summary>The events of one answer in the Responses API, in order and numbered.</summary>
internal sealed class ResponsesStream(Utterance utterance)
{
    private readonly string _kind = utterance.Answer.Refusal is null ? "output_text" : "refusal";

    public IEnumerable<SimulatedChunk> Events()
    {
        var number = 0;
        foreach (var (after, type, members) in Happenings())
        {
            var sequence = number++;
            yield return ServerEvent.Named(after, type, writer =>
            {
                writer.WriteNumber("sequence_number", sequence);
                members(writer);
            });
        }
    }

    private IEnumerable<(TimeSpan After, string Type, Action<Utf8JsonWriter> Members)> Happenings()
    {
        var begun = ResponseObject.Begun(utterance);
        yield return At(TimeSpan.Zero, "created", writer => writer.WriteJson("response", begun));
        yield return At(TimeSpan.Zero, "in_progress", writer => writer.WriteJson("response", begun));
        var place = 0;
        if (OutputItems.HasReasoning(utterance))
            foreach (var happening in Reasoning(place++))
                yield return happening;
        if (OutputItems.HasMessage(utterance))
            foreach (var happening in Message(place))
                yield return happening;
        yield return At(TimeSpan.Zero, ResponseObject.Status(utterance),
            writer => writer.WriteJson("response", ResponseObject.Ended(utterance)));
    }

    private IEnumerable<(TimeSpan, string, Action<Utf8JsonWriter>)> Reasoning(int place)
    {
        yield return Item("added", TimeSpan.Zero, place, OutputItems.Reasoning(utterance, begun: true));
        if (utterance.ShowsThinking)
        {
            var summary = Pieces.Thinking(utterance);
            yield return Summary("part.added", place, writer => writer.WriteJson("part", OutputItems.Summary("")));
            yield return Summary("text.delta", place, writer => writer.WriteString("delta", summary));
            yield return Summary("text.done", place, writer => writer.WriteString("text", summary));
            yield return Summary("part.done", place,
                writer => writer.WriteJson("part", OutputItems.Summary(summary)));
        }
        yield return Item("done", Pieces.ThinkingTime(utterance), place, OutputItems.Reasoning(utterance));
    }

    private IEnumerable<(TimeSpan, string, Action<Utf8JsonWriter>)> Message(int place)
    {
        var words = utterance.Answer.Words;
        yield return Item("added", TimeSpan.Zero, place, OutputItems.Message(utterance, begun: true));
        yield return Part("content_part.added", TimeSpan.Zero, place,
            writer => writer.WriteJson("part", OutputItems.Part(utterance, "")));
        foreach (var (after, text) in Pieces.Words(utterance))
            yield return Part(_kind + ".delta", after, place, writer =>
            {
                writer.WriteString("delta", text);
                WriteLogprobs(writer);
            });
        yield return Part(_kind + ".done", TimeSpan.Zero, place, writer =>
        {
            writer.WriteString(_kind == "refusal" ? "refusal" : "text", words);
            WriteLogprobs(writer);
        });
        yield return Part("content_part.done", TimeSpan.Zero, place,
            writer => writer.WriteJson("part", OutputItems.Part(utterance, words)));
        yield return Item("done", TimeSpan.Zero, place, OutputItems.Message(utterance));
    }

    private void WriteLogprobs(Utf8JsonWriter writer)
    {
        if (_kind == "output_text")
            writer.WriteList("logprobs", []);
    }

    private static (TimeSpan, string, Action<Utf8JsonWriter>) Item(
        string what, TimeSpan after, int place, string item) => At(after, "output_item." + what, writer =>
    {
        writer.WriteNumber("output_index", place);
        writer.WriteJson("item", item);
    });

    private (TimeSpan, string, Action<Utf8JsonWriter>) Summary(
        string what, int place, Action<Utf8JsonWriter> members) =>
        At(TimeSpan.Zero, "reasoning_summary_" + what, writer =>
        {
            writer.WriteString("item_id", OutputItems.ReasoningId(utterance));
            writer.WriteNumber("output_index", place);
            writer.WriteNumber("summary_index", 0);
            members(writer);
        });

    private (TimeSpan, string, Action<Utf8JsonWriter>) Part(
        string what, TimeSpan after, int place, Action<Utf8JsonWriter> members) => At(after, what, writer =>
    {
        writer.WriteString("item_id", OutputItems.MessageId(utterance));
        writer.WriteNumber("output_index", place);
        writer.WriteNumber("content_index", 0);
        members(writer);
    });

    private static (TimeSpan, string, Action<Utf8JsonWriter>) At(
        TimeSpan after, string type, Action<Utf8JsonWriter> members) => (after, "response." + type, members);
}
