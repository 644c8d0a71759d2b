using System.Text.Json;

namespace Hailstone.Simulator.Dialects;

/// <summary>Reads the body of a Chat Completions request.</summary>
internal static class ChatRequest
{
    public static Reading Read(JsonElement root)
    {
        if (Problem(root) is { } refusal)
            return new Reading.Unreadable(refusal);
        var said = Conversation.Of(root.GetProperty("messages"));
        var format = RequestJson.Member(root, "response_format");
        var schema = RequestJson.Member(format, "json_schema");
        var effort = RequestJson.Text(root, "reasoning_effort");
        return new Reading.Asked(new Inquiry
        {
            Model = root.GetProperty("model").GetString() ?? "",
            Prompt = said.Prompt,
            Characters = said.Characters,
            OutputCap = RequestJson.Count(root, "max_completion_tokens") ?? RequestJson.Count(root, "max_tokens"),
            Stream = RequestJson.IsTrue(root, "stream"),
            StreamUsage = RequestJson.IsTrue(RequestJson.Member(root, "stream_options"), "include_usage"),
            WantsJson = RequestJson.Text(format, "type") is "json_object" or "json_schema",
            SchemaName = RequestJson.Text(schema, "name"),
            SchemaFault = RequestJson.IsTrue(schema, "strict")
                ? SchemaFault.In(RequestJson.Member(schema, "schema"), allRequired: true)
                : null,
            Effort = effort,
            Thinks = effort != "none",
            StopSequences = RequestJson.Texts(root, "stop"),
            ServiceTier = RequestJson.Text(root, "service_tier"),
            Parameters = RequestJson.Parameters(root, "messages"),
        });
    }

    private static Refusal? Problem(JsonElement root)
    {
        if (RequestJson.ModelProblem(root) is { } problem)
            return problem;
        if (RequestJson.Member(root, "messages") is not { } messages)
            return new Refusal.MissingParameter("messages");
        if (!Conversation.IsList(messages))
            return new Refusal.InvalidParameter("messages", "an array of at least one message");
        if (RequestJson.Member(root, "n") is { } choices && choices.GetRawText() != "1")
            return new Refusal.InvalidParameter("n", "1, the only number of choices that is simulated");
        foreach (var name in (ReadOnlySpan<string>)["max_completion_tokens", "max_tokens"])
            if (RequestJson.Member(root, name) is not null && RequestJson.Count(root, name) is null)
                return new Refusal.InvalidParameter(name, "an integer of at least 1");
        return null;
    }
}
