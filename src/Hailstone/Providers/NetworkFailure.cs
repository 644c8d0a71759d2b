using System.Security.Authentication;

namespace Hailstone.Providers;

/// <summary>Says what kind of thing an exception of the network is.</summary>
internal static class NetworkFailure
{
    /// <summary>The HTTP/2 error code of a request that the server did not begin (RFC 9113, section 7).</summary>
    public const long RefusedStream = 7;

    /// <summary>Whether an exception is the network's doing, and no defect of ours.</summary>
    public static bool Is(Exception exception) =>
        exception is HttpRequestException or IOException or OperationCanceledException or InvalidDataException;

    /// <summary>Makes evidence of an exception.</summary>
    public static Failure Of(Exception exception, FailurePhase phase, string? key) => new()
    {
        Phase = phase,
        Kind = Kind(exception),
        Message = ErrorBody.Line(exception.GetBaseException().Message, key),
    };

    private static FailureKind Kind(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is HttpProtocolException { ErrorCode: RefusedStream })
                return FailureKind.TurnedAway;
            // The handler's own limit on connecting: its exception is a cancellation that nobody asked for.
            if (cause is TimeoutException)
                return FailureKind.Timeout;
            if (cause is AuthenticationException
                && cause.Message.Contains("certificate", StringComparison.OrdinalIgnoreCase))
                return FailureKind.Certificate;
        }
        return exception switch
        {
            HttpRequestException request => Kind(request.HttpRequestError),
            HttpIOException reading => Kind(reading.HttpRequestError),
            InvalidDataException => FailureKind.Malformed,
            _ => FailureKind.Reset,
        };
    }

    private static FailureKind Kind(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError => FailureKind.Unreachable,
        HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded => FailureKind.Malformed,
        _ => FailureKind.Reset,
    };
}
