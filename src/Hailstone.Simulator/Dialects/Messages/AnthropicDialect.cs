namespace Hailstone.Simulator.Dialects.Messages;

/// <summary>What all of Anthropic's APIs share: key, headers, errors, models.</summary>
internal abstract class AnthropicDialect : IDialect
{
    private const string Bearer = "Bearer ";

    public string Name => "messages";

    public string EffortName => "output_config.effort";

    public abstract string Path { get; }

    public Vendor Vendor => Vendor.Anthropic;

    public bool HasPause => true;

    public bool HasFilter => false;

    public abstract Reading Read(SimulatedRequest request);

    public abstract string Whole(Utterance utterance);

    public abstract IEnumerable<SimulatedChunk> Events(Utterance utterance);

    public string? KeyOf(SimulatedRequest request)
    {
        if (request.Headers.GetValueOrDefault("x-api-key")?.Trim() is { Length: > 0 } key)
            return key;
        var value = request.Headers.GetValueOrDefault("authorization");
        return value is not null && value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            && value[Bearer.Length..].Trim() is { Length: > 0 } token
                ? token
                : null;
    }

    public WireError Word(Refusal refusal) => AnthropicErrors.Word(refusal);

    public string ErrorBody(WireError error, string requestId) => AnthropicErrors.Body(error, requestId);

    public IEnumerable<SimulatedChunk> ErrorEvents(Utterance utterance, WireError error, int sent) =>
    [
        ServerEvent.Named(TimeSpan.Zero, "error", writer =>
        {
            AnthropicErrors.Write(writer, error);
            writer.WriteString("request_id", "req_" + utterance.Id);
        }),
    ];

    public IEnumerable<(string Name, string Value)> Headers(
        string requestId, string organization, TimeSpan processing) =>
    [
        ("request-id", "req_" + requestId),
        ("anthropic-organization-id", organization),
    ];

    public string Models(IEnumerable<KeyValuePair<string, ModelOptions>> models, DateTimeOffset created) =>
        AnthropicModels.All(models, created);

    public string Model(string id, ModelOptions model, DateTimeOffset created) =>
        AnthropicModels.One(id, model, created);

    /// <summary>What a request asks, once it says which version of the API it means.</summary>
    protected static Reading Read(SimulatedRequest request, Func<System.Text.Json.JsonElement, Reading> read) =>
        request.Headers.ContainsKey("anthropic-version")
            ? RequestJson.Read(request.Body, read)
            : new Reading.Unreadable(new Refusal.MissingHeader("anthropic-version"));
}
