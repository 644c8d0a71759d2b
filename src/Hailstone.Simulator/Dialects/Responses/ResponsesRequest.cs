using System.Text.Json;

namespace Hailstone.Simulator.Dialects.Responses;

/// <summary>Reads the body of a request to the Responses API.</summary>
internal static class ResponsesRequest
{
    private const long LeastCap = 16;

    /// <summary>Parameters of Chat Completions that this API does not know, and where some of them went.</summary>
    private static readonly Dictionary<string, string?> Strange = new(StringComparer.Ordinal)
    {
        ["messages"] = "input",
        ["max_tokens"] = "max_output_tokens",
        ["max_completion_tokens"] = "max_output_tokens",
        ["response_format"] = "text.format",
        ["reasoning_effort"] = "reasoning.effort",
        ["verbosity"] = "text.verbosity",
        ["stop"] = null,
        ["seed"] = null,
        ["n"] = null,
        ["logprobs"] = null,
        ["logit_bias"] = null,
        ["presence_penalty"] = null,
        ["frequency_penalty"] = null,
    };

    public static Reading Read(JsonElement root)
    {
        if (Problem(root) is { } refusal)
            return new Reading.Unreadable(refusal);
        var instructions = RequestJson.Text(root, "instructions") ?? "";
        var said = Said(root.GetProperty("input"));
        var reasoning = RequestJson.Member(root, "reasoning");
        var effort = RequestJson.Text(reasoning, "effort");
        var format = RequestJson.Member(RequestJson.Member(root, "text"), "format");
        return new Reading.Asked(new Inquiry
        {
            Model = root.GetProperty("model").GetString() ?? "",
            Prompt = said.Prompt,
            Characters = said.Characters + instructions.Length,
            OutputCap = RequestJson.Count(root, "max_output_tokens"),
            Stream = RequestJson.IsTrue(root, "stream"),
            StreamUsage = true,
            WantsJson = RequestJson.Text(format, "type") is "json_object" or "json_schema",
            SchemaName = RequestJson.Text(format, "name"),
            SchemaFault = RequestJson.IsTrue(format, "strict")
                ? SchemaFault.In(RequestJson.Member(format, "schema"), allRequired: true)
                : null,
            Effort = effort,
            Thinks = effort != "none",
            ShowsThinking = RequestJson.Text(reasoning, "summary") is not null,
            ServiceTier = RequestJson.Text(root, "service_tier"),
            Parameters = RequestJson.Parameters(root, "input"),
        });
    }

    private static Conversation Said(JsonElement input) => input.ValueKind == JsonValueKind.String
        ? new Conversation(input.GetString() ?? "", (input.GetString() ?? "").Length, false)
        : Conversation.Of(input);

    private static Refusal? Problem(JsonElement root)
    {
        if (RequestJson.ModelProblem(root) is { } problem)
            return problem;
        foreach (var (name, instead) in Strange)
            if (RequestJson.Member(root, name) is not null)
                return new Refusal.StrangeParameter(name, instead);
        if (RequestJson.Member(root, "input") is not { } input)
            return new Refusal.MissingParameter("input");
        if (input.ValueKind != JsonValueKind.String && !Conversation.IsList(input))
            return new Refusal.InvalidParameter("input", "a string or an array of at least one item");
        if (RequestJson.Member(root, "max_output_tokens") is not { } cap)
            return null;
        return RequestJson.Count(root, "max_output_tokens") switch
        {
            null => new Refusal.InvalidParameter("max_output_tokens", "an integer"),
            < LeastCap => new Refusal.TooSmall("max_output_tokens", LeastCap, cap.GetRawText()),
            _ => null,
        };
    }
}
