namespace Hailstone.Providers;

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
