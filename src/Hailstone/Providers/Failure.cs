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
