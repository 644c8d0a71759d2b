namespace Hailstone.Simulator.Dialects;

/// <summary>Chat Completions: <c>POST /v1/chat/completions</c>.</summary>
internal sealed class ChatDialect : OpenAiDialect
{
    public override string Name => "chat";

    public override string EffortName => "reasoning_effort";

    public override string Path => "/v1/chat/completions";

    public override Reading Read(SimulatedRequest request) => RequestJson.Read(request.Body, ChatRequest.Read);

    public override string Whole(Utterance utterance) => ChatWriter.Whole(utterance);

    public override IEnumerable<SimulatedChunk> Events(Utterance utterance)
    {
        yield return Event(TimeSpan.Zero, ChatWriter.First(utterance));
        var thinking = Pieces.ThinkingTime(utterance);
        foreach (var (after, words) in Pieces.Words(utterance))
        {
            yield return Event(thinking + after, ChatWriter.Words(utterance, words));
            thinking = TimeSpan.Zero;
        }
        yield return Event(thinking, ChatWriter.Last(utterance));
        if (utterance.StreamUsage)
            yield return Event(TimeSpan.Zero, ChatWriter.Usage(utterance));
        yield return Event(TimeSpan.Zero, "[DONE]");
    }

    public override IEnumerable<SimulatedChunk> ErrorEvents(Utterance utterance, WireError error, int sent) =>
        [Event(TimeSpan.Zero, ErrorBody(error, utterance.Id))];

    private static SimulatedChunk Event(TimeSpan after, string data) => new(after, $"data: {data}\n\n");
}
