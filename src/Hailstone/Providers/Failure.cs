using Hailstone.Catalogue;

namespace Hailstone.Providers;

/// <summary>What is known of an exchange that brought no usable answer: evidence, not yet a judgement.</summary>
public sealed record Failure
{
    /// <summary>Where in the exchange it happened.</summary>
    public required FailurePhase Phase { get; init; }

    /// <summary>What kind of thing happened.</summary>
    public required FailureKind Kind { get; init; }

    /// <summary>The HTTP status, or null where none arrived.</summary>
    public int? Status { get; init; }

    /// <summary>The error's code as the provider gave it, or null.</summary>
    public string? Code { get; init; }

    /// <summary>The error's type as the provider gave it, or null.</summary>
    public string? Type { get; init; }

    /// <summary>The parameter that the provider names, or null.</summary>
    public string? Parameter { get; init; }

    /// <summary>
    /// What the provider or the system said, one line, keys redacted, at most 2,000 characters; empty where nothing.
    /// </summary>
    public required string Message { get; init; }

    /// <summary>The error's body as it came, keys redacted, at most 64 K characters; null where none came.</summary>
    public string? Body { get; init; }

    /// <summary>The answer so far where a stream broke, or null.</summary>
    public string? Partial { get; init; }

    /// <summary>Tokens as counted so far, or null.</summary>
    public Usage? Usage { get; init; }

    /// <summary>The response's status and headers, or null where none arrived.</summary>
    public ResponseHead? Head { get; init; }
}

/// <summary>Where in an exchange a failure happened.</summary>
public enum FailurePhase
{
    /// <summary>DNS, TCP or TLS: nothing was sent.</summary>
    Connect,

    /// <summary>While the request was sent.</summary>
    Send,

    /// <summary>After the request and before the response's first byte.</summary>
    FirstByte,

    /// <summary>In the response's body.</summary>
    Body,

    /// <summary>In a stream, after its first event.</summary>
    Stream,
}

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

    /// <summary>A stream that ended without its last event.</summary>
    Incomplete,

    /// <summary>A redirect, which is never followed.</summary>
    Redirect,
}
