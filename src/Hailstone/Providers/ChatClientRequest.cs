using System.Text.Json;
using Hailstone.Suites;
using Microsoft.Extensions.AI;

namespace Hailstone.Providers;

/// <summary>Says a question in the words of Microsoft.Extensions.AI.</summary>
internal static class ChatClientRequest
{
    /// <summary>The instruction in its role and the question.</summary>
    public static IReadOnlyList<ChatMessage> Messages(Ask ask)
    {
        var question = new ChatMessage(ChatRole.User, RequestBody.Question(ask));
        return RequestBody.Instruction(ask) is { } instruction
            ? [new ChatMessage(new ChatRole(ask.Settings.InstructionRole!), instruction), question]
            : [question];
    }

    /// <summary>
    /// The parameters. What has no place of its own goes under its wire name to where a client finds what is not
    /// common to all: nothing is dropped in here.
    /// </summary>
    public static ChatOptions Options(Ask ask)
    {
        var options = new ChatOptions
        {
            ModelId = ask.Model,
            ResponseFormat = ask.Settings.Format switch
            {
                AnswerFormat.AnyJson => ChatResponseFormat.Json,
                AnswerFormat.JsonSchema schema =>
                    ChatResponseFormat.ForJsonSchema(schema.Schema, RequestBody.SchemaName(schema.Name)),
                _ => null,
            },
        };
        foreach (var (name, value) in ask.Settings.Fields)
        {
            if (!TryPlace(options, name, value))
                (options.AdditionalProperties ??= [])[name] = value;
        }
        return options;
    }

    private static bool TryPlace(ChatOptions options, string name, JsonElement value)
    {
        switch (name, value.ValueKind)
        {
            case ("max_tokens" or "max_completion_tokens" or "max_output_tokens", JsonValueKind.Number)
                when value.TryGetInt32(out var cap):
                options.MaxOutputTokens = cap;
                return true;
            case ("temperature", JsonValueKind.Number):
                options.Temperature = value.GetSingle();
                return true;
            case ("top_p", JsonValueKind.Number):
                options.TopP = value.GetSingle();
                return true;
            case ("seed", JsonValueKind.Number) when value.TryGetInt64(out var seed):
                options.Seed = seed;
                return true;
            case ("stop" or "stop_sequences", JsonValueKind.Array):
                options.StopSequences = [.. value.EnumerateArray().Select(text => text.AsText() ?? "")];
                return true;
            case ("reasoning_effort", _):
                return TryPlaceEffort(options, value.AsText());
            case ("reasoning" or "output_config", JsonValueKind.Object) when value.GetPropertyCount() == 1:
                return TryPlaceEffort(options, value.Text("effort"));
            default:
                return false;
        }
    }

    private static bool TryPlaceEffort(ChatOptions options, string? word)
    {
        ReasoningEffort? effort = word switch
        {
            "none" => ReasoningEffort.None,
            "low" => ReasoningEffort.Low,
            "medium" => ReasoningEffort.Medium,
            "high" => ReasoningEffort.High,
            "xhigh" => ReasoningEffort.ExtraHigh,
            _ => null,
        };
        if (effort is null)
            return false;
        options.Reasoning = new ReasoningOptions { Effort = effort };
        return true;
    }
}
