using System.Text.Json;

namespace Hailstone.Simulator.Dialects.Messages;

/// <summary>Reads the body of a request to the Messages API.</summary>
internal static class MessagesRequest
{
    private const long LeastBudget = 1024;

    /// <summary>Parameters of other APIs that clients send here by mistake.</summary>
    private static readonly string[] Strange =
    [
        "max_completion_tokens", "max_output_tokens", "response_format", "reasoning", "reasoning_effort", "text",
        "seed", "n", "stop", "logprobs", "logit_bias", "presence_penalty", "frequency_penalty", "stream_options",
        "instructions", "input",
    ];

    /// <summary>A question.</summary>
    public static Reading Read(JsonElement root) =>
        (Problem(root) ?? CapProblem(root) ?? ThinkingProblem(root)) is { } refusal
            ? new Reading.Unreadable(refusal)
            : new Reading.Asked(Inquiry(root));

    /// <summary>A question whose tokens are to be counted.</summary>
    public static Reading ReadCount(JsonElement root) => Problem(root) is { } refusal
        ? new Reading.Unreadable(refusal)
        : new Reading.Counted(Inquiry(root));

    private static Inquiry Inquiry(JsonElement root)
    {
        var said = Conversation.Of(root.GetProperty("messages"));
        var thinking = RequestJson.Member(root, "thinking");
        var display = RequestJson.Text(thinking, "display");
        var output = RequestJson.Member(root, "output_config");
        var format = RequestJson.Member(output, "format");
        return new Inquiry
        {
            Model = root.GetProperty("model").GetString() ?? "",
            Prompt = said.Prompt,
            Characters = said.Characters + Conversation.Text(RequestJson.Member(root, "system")).Length,
            Continues = said.Continues,
            OutputCap = RequestJson.Count(root, "max_tokens"),
            Stream = RequestJson.IsTrue(root, "stream"),
            StreamUsage = true,
            WantsJson = RequestJson.Text(format, "type") == "json_schema",
            SchemaFault = SchemaFault.In(RequestJson.Member(format, "schema"), allRequired: false),
            Effort = RequestJson.Text(output, "effort"),
            Thinks = RequestJson.Text(thinking, "type") is not ("disabled" or "between_tools"),
            // Unasked, the models that think by themselves show nothing of it, and those that are told to do.
            ShowsThinking = display is null ? RequestJson.Text(thinking, "type") == "enabled" : display == "summarized",
            StopSequences = RequestJson.Texts(root, "stop_sequences"),
            ServiceTier = RequestJson.Text(root, "service_tier"),
            Parameters = RequestJson.Parameters(root, "messages", "system"),
        };
    }

    private static Refusal? Problem(JsonElement root)
    {
        if (RequestJson.ModelProblem(root) is { } problem)
            return problem;
        if (RequestJson.Member(root, "messages") is not { } messages)
            return new Refusal.MissingParameter("messages");
        if (messages.ValueKind == JsonValueKind.Array && messages.GetArrayLength() == 0)
            return new Refusal.Against("messages: at least one message is required");
        if (!Conversation.IsList(messages))
            return new Refusal.InvalidParameter("messages", "a valid list");
        foreach (var name in Strange)
            if (RequestJson.Member(root, name) is not null)
                return new Refusal.StrangeParameter(name, null);
        foreach (var name in (ReadOnlySpan<string>)["thinking", "output_config", "metadata"])
            if (RequestJson.Member(root, name) is { ValueKind: not JsonValueKind.Object })
                return new Refusal.InvalidParameter(name, "a valid dictionary or object");
        return null;
    }

    private static Refusal? CapProblem(JsonElement root)
    {
        if (RequestJson.Member(root, "max_tokens") is null)
            return new Refusal.MissingParameter("max_tokens");
        return RequestJson.Count(root, "max_tokens") is null
            ? new Refusal.InvalidParameter("max_tokens", "greater than or equal to 1")
            : null;
    }

    private static Refusal? ThinkingProblem(JsonElement root)
    {
        if (RequestJson.Member(root, "thinking") is not { } thinking)
            return null;
        switch (RequestJson.Text(thinking, "type"))
        {
            case "disabled" or "adaptive" or "between_tools":
                return null;
            case "enabled":
                var budget = RequestJson.Count(thinking, "budget_tokens");
                if (RequestJson.Member(thinking, "budget_tokens") is null)
                    return new Refusal.MissingParameter("thinking.enabled.budget_tokens");
                if (budget is null or < LeastBudget)
                    return new Refusal.InvalidParameter(
                        "thinking.enabled.budget_tokens", "greater than or equal to 1024");
                return budget < RequestJson.Count(root, "max_tokens")
                    ? null
                    : new Refusal.Against("`max_tokens` must be greater than `thinking.budget_tokens`.");
            case { } other:
                return new Refusal.Against($"thinking: Input tag '{other}' found using 'type' does not match any of "
                    + "the expected tags: 'adaptive', 'between_tools', 'disabled', 'enabled'");
            default:
                return new Refusal.Against("thinking: Unable to extract tag using discriminator 'type'");
        }
    }
}
