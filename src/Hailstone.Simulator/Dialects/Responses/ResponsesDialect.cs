namespace Hailstone.Simulator.Dialects.Responses;

/// <summary>The Responses API: <c>POST /v1/responses</c>.</summary>
internal sealed class ResponsesDialect : OpenAiDialect
{
    public override string Name => "responses";

    public override string EffortName => "reasoning.effort";

    public override string Path => "/v1/responses";

    public override Reading Read(SimulatedRequest request) => RequestJson.Read(request.Body, ResponsesRequest.Read);

    public override string Whole(Utterance utterance) => ResponseObject.Ended(utterance);

    public override IEnumerable<SimulatedChunk> Events(Utterance utterance) =>
        new ResponsesStream(utterance).Events();

    public override IEnumerable<SimulatedChunk> ErrorEvents(Utterance utterance, WireError error, int sent) =>
    [
        ServerEvent.Named(TimeSpan.Zero, "error", writer =>
        {
            writer.WriteNumber("sequence_number", sent);
            writer.WriteString("code", error.Code ?? error.Type);
            writer.WriteString("message", error.Message);
            writer.WriteString("param", error.Parameter);
        }),
        ServerEvent.Named(TimeSpan.Zero, "response.failed", writer =>
        {
            writer.WriteNumber("sequence_number", sent + 1);
            writer.WriteJson("response", ResponseObject.Failed(utterance, error));
        }),
    ];
}
