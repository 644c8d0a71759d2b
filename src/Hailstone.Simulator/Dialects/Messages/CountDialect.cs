namespace Hailstone.Simulator.Dialects.Messages;

/// <summary>The counting of tokens: <c>POST /v1/messages/count_tokens</c>, which nobody answers.</summary>
internal sealed class CountDialect : AnthropicDialect
{
    public override string Path => "/v1/messages/count_tokens";

    public override Reading Read(SimulatedRequest request) => Read(request, MessagesRequest.ReadCount);

    public override string Whole(Utterance utterance) => throw new NotSupportedException();

    public override IEnumerable<SimulatedChunk> Events(Utterance utterance) => throw new NotSupportedException();
}
