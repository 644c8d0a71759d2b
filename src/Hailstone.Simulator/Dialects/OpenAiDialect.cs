using System.Globalization;

namespace Hailstone.Simulator.Dialects;

/// <summary>What all of OpenAI's APIs share: key, headers, errors.</summary>
internal abstract class OpenAiDialect : IDialect
{
    private const string Bearer = "Bearer ";

    public abstract string Name { get; }

    public abstract string EffortName { get; }

    public abstract string Path { get; }

    public bool HasPause => false;

    public bool HasFilter => true;

    public Vendor Vendor => Vendor.OpenAi;

    public abstract Reading Read(SimulatedRequest request);

    public abstract string Whole(Utterance utterance);

    public abstract IEnumerable<SimulatedChunk> Events(Utterance utterance);

    public abstract IEnumerable<SimulatedChunk> ErrorEvents(Utterance utterance, WireError error, int sent);

    public string? KeyOf(SimulatedRequest request) =>
        request.Headers.GetValueOrDefault("authorization") is { } value
            && value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            && value.AsSpan(Bearer.Length).Trim() is { Length: > 0 } key
                ? key.ToString()
                : null;

    public WireError Word(Refusal refusal) => OpenAiErrors.Word(refusal, this);

    public string ErrorBody(WireError error, string requestId) => Json.Object(writer =>
    {
        writer.WriteStartObject("error");
        writer.WriteString("message", error.Message);
        writer.WriteString("type", error.Type);
        writer.WriteString("param", error.Parameter);
        writer.WriteString("code", error.Code);
        writer.WriteEndObject();
    });

    public IEnumerable<(string Name, string Value)> Headers(
        string requestId, string organization, TimeSpan processing) =>
    [
        ("x-request-id", "req_" + requestId),
        ("openai-organization", organization),
        ("openai-version", "2020-10-01"),
        ("openai-processing-ms", ((long)processing.TotalMilliseconds).ToString(CultureInfo.InvariantCulture)),
    ];

    public string Models(IEnumerable<KeyValuePair<string, ModelOptions>> models, DateTimeOffset created) =>
        ModelList.All(models, created);

    public string Model(string id, ModelOptions model, DateTimeOffset created) => ModelList.One(id, model, created);

    /// <summary>The tier that served an answer, as these APIs say it.</summary>
    protected internal static string Tier(Utterance utterance) =>
        utterance.ServiceTier is null or "auto" ? "default" : utterance.ServiceTier;
}
