namespace Hailstone.Providers;

/// <summary>What kind of thing happened.</summary>
public enum FailureKind
{
    /// <summary>An error status, or an error object in a body or a stream.</summary>
    Error,

    /// <summary>The name did not resolve, or nobody listened.</summary>
    Unreachable,

    /// <summary>The TLS certificate was not accepted.</summary>
    Certificate,

    /// <summary>The connection was reset or closed.</summary>
    Reset,

    /// <summary>The server turned the request away before it began (HTTP/2 REFUSED_STREAM, GOAWAY).</summary>
    TurnedAway,

    /// <summary>A phase took longer than it may.</summary>
    Timeout,

    /// <summary>A body that is not what the dialect says: cut JSON, an HTML page.</summary>
    Malformed,

    /// <summary>
    /// A stream that ended without its last event, or a body of an answer that is still being written.
    /// </summary>
    Incomplete,

    /// <summary>A redirect, which is never followed.</summary>
    Redirect,
}
