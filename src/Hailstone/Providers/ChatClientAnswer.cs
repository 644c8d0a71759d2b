using Hailstone.Catalogue;
using Microsoft.Extensions.AI;

namespace Hailstone.Providers;

/// <summary>Reads what a client of Microsoft.Extensions.AI gives.</summary>
internal static class ChatClientAnswer
{
    /// <summary>The code of an error that is a refusal, as the client for OpenAI gives it.</summary>
    private const string RefusalCode = "refusal";

    /// <summary>An answer in the normal form.</summary>
    public static Response Of(ChatResponse response)
    {
        var raw = NotEmpty(response.FinishReason?.Value);
        return new Response
        {
            Text = response.Text,
            Refusal = NotEmpty(string.Concat(Errors(response).Where(IsRefusal).Select(refusal => refusal.Message))),
            Stop = ChatStop.Of(raw),
            StopRaw = raw,
            Usage = UsageOf(response),
            Model = NotEmpty(response.ModelId),
        };
    }

    /// <summary>What is wrong with an answer that came without an exception; null where nothing is.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="streamed">Whether it came in pieces, so that the last of them may not have come.</param>
    /// <param name="phase">Where in the exchange we are.</param>
    public static Failure? FaultOf(ChatResponse response, bool streamed, FailurePhase phase)
    {
        if (Errors(response).FirstOrDefault(error => !IsRefusal(error)) is { } error)
        {
            return new Failure
            {
                Phase = phase,
                Kind = FailureKind.Error,
                Code = NotEmpty(error.ErrorCode),
                Message = ErrorBody.Line(error.Message, null),
            };
        }
        if (ChatStop.Of(response.FinishReason?.Value) == StopReason.Error)
            return Simple(FailureKind.Error, ProviderMessages.EndedInError, phase);
        return streamed && response.FinishReason is null && UsageOf(response) is null
            ? Simple(FailureKind.Incomplete, ProviderMessages.Unfinished, phase)
            : null;
    }

    /// <summary>What a piece of a stream holds.</summary>
    public static Content ContentOf(ChatResponseUpdate update)
    {
        var held = Content.None;
        foreach (var content in update.Contents)
        {
            var one = content switch
            {
                TextContent { Text.Length: > 0 } => Content.Answer,
                ErrorContent error when IsRefusal(error) => Content.Answer,
                TextReasoningContent { Text.Length: > 0 } or FunctionCallContent => Content.Other,
                _ => Content.None,
            };
            if (one > held)
                held = one;
        }
        return held;
    }

    /// <summary>The counts; null where there are none. Cached tokens are part of the input by this interface.</summary>
    public static Usage? UsageOf(ChatResponse response)
    {
        if (response.Usage is not { } counted)
            return null;
        var usage = new Usage
        {
            Input = Count(counted.InputTokenCount),
            CacheRead = Count(counted.CachedInputTokenCount),
            Output = Count(counted.OutputTokenCount),
            Reasoning = Count(counted.ReasoningTokenCount),
        };
        return usage == new Usage() ? null : usage;
    }

    private static IEnumerable<ErrorContent> Errors(ChatResponse response) =>
        response.Messages.SelectMany(message => message.Contents).OfType<ErrorContent>();

    private static bool IsRefusal(ErrorContent error) =>
        string.Equals(error.ErrorCode, RefusalCode, StringComparison.OrdinalIgnoreCase);

    private static Failure Simple(FailureKind kind, string message, FailurePhase phase) =>
        new() { Phase = phase, Kind = kind, Message = message };

    private static long? Count(long? count) => count is >= 0 and <= JsonReading.MostCount ? count : null;

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
