using System.Text;
using System.Text.Json;

namespace Hailstone.Providers;

/// <summary>Makes evidence of an exception that a client threw.</summary>
internal static class ChatClientFailure
{
    /// <summary>Whether it is the client's or the provider's doing, and not the end of the process.</summary>
    public static bool Is(Exception exception) => exception is not OutOfMemoryException;

    /// <summary>Makes evidence.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="explain">Knows exceptions of the client's own kind, or null.</param>
    /// <param name="phase">Where in the exchange it was.</param>
    public static Failure Of(Exception exception, Func<Exception, ChatClientError?>? explain, FailurePhase phase)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (explain?.Invoke(cause) is { } error)
                return Explained(error, cause, phase);
            if (cause is HttpRequestException { StatusCode: { } status })
                return Simple(FailureKind.Error, cause, phase) with { Status = (int)status };
            if (NetworkFailure.Is(cause) && cause is not OperationCanceledException)
                return NetworkFailure.Of(cause, phase, null);
        }
        return exception.GetBaseException() switch
        {
            // Nobody but the client itself can have cancelled: its own limit has passed.
            OperationCanceledException or TimeoutException => Simple(FailureKind.Timeout, exception, phase),
            JsonException or FormatException => Simple(FailureKind.Malformed, exception, phase),
            _ => Simple(FailureKind.Error, exception, phase),
        };
    }

    private static Failure Explained(ChatClientError error, Exception cause, FailurePhase phase)
    {
        var failure = ErrorBody.Read(WireHead.Of(error), Encoding.UTF8.GetBytes(error.Body), null, phase);
        return failure.Message.Length > 0 ? failure : failure with { Message = ErrorBody.Line(cause.Message, null) };
    }

    // What kind of exception it was is all that some of them tell.
    private static Failure Simple(FailureKind kind, Exception exception, FailurePhase phase) => new()
    {
        Phase = phase,
        Kind = kind,
        Message = ErrorBody.Line($"{exception.GetType().Name}: {exception.Message}", null),
    };
}
