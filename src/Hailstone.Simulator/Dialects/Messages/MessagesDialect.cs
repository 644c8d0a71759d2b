namespace Hailstone.Simulator.Dialects.Messages;

/// <summary>The Messages API: <c>POST /v1/messages</c>.</summary>
internal sealed class MessagesDialect : AnthropicDialect
{
    public override string Path => "/v1/messages";

    public override Reading Read(SimulatedRequest request) => Read(request, MessagesRequest.Read);

    public override string Whole(Utterance utterance) => MessageObject.Ended(utterance);

    public override IEnumerable<SimulatedChunk> Events(Utterance utterance) => MessagesStream.Events(utterance);
}
