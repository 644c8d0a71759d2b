using Hailstone.Simulator.Answers;

namespace Hailstone.Simulator.Dialects;

/// <summary>Chat Completions: <c>POST /v1/chat/completions</c>.</summary>
internal sealed class ChatDialect : OpenAiDialect
{
    public override string Path => "/v1/chat/completions";

    public override Reading Read(SimulatedRequest request) => ChatRequest.Read(request.Body);

    public override string Whole(Utterance utterance) => ChatWriter.Whole(utterance);

    public override IEnumerable<SimulatedChunk> Events(Utterance utterance)
    {
        yield return Event(TimeSpan.Zero, ChatWriter.First(utterance));
        var answer = utterance.Answer;
        var thinking = utterance.PerToken * answer.ReasoningTokens;
        var parts = (answer.Tokens + utterance.TokensPerEvent - 1) / utterance.TokensPerEvent;
        var perPart = parts > 0 ? utterance.PerToken * answer.Tokens / parts : TimeSpan.Zero;
        foreach (var words in TokenText.Split(answer.Words, parts))
        {
            yield return Event(thinking + perPart, ChatWriter.Words(utterance, words));
            thinking = TimeSpan.Zero;
        }
        yield return Event(thinking, ChatWriter.Last(utterance));
        if (utterance.StreamUsage)
            yield return Event(TimeSpan.Zero, ChatWriter.Usage(utterance));
        yield return Event(TimeSpan.Zero, "[DONE]");
    }

    private static SimulatedChunk Event(TimeSpan after, string data) => new(after, $"data: {data}\n\n");
}
