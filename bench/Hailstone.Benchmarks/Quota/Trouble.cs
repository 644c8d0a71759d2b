namespace Hailstone.Benchmarks.Quota;

/// <summary>How a call goes wrong that had been admitted.</summary>
internal enum Trouble
{
    /// <summary>500, as OpenAI words it.</summary>
    ServerError,

    /// <summary>502, a page of a proxy.</summary>
    BadGateway,

    /// <summary>503, as OpenAI words it.</summary>
    Unavailable,

    /// <summary>529, as Anthropic words it.</summary>
    Overloaded,

    /// <summary>The envelope of a relay that did not reach its provider.</summary>
    Relay,

    /// <summary>The connection is reset before a byte of an answer.</summary>
    Reset,

    /// <summary>200, and the body ends in the middle.</summary>
    Truncated,
}
