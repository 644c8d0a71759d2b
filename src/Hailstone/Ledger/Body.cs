namespace Hailstone.Ledger;

/// <summary>A text that belongs to an attempt.</summary>
/// <param name="Attempt">The attempt's number in its run.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The text, keys redacted.</param>
public sealed record Body(int Attempt, BodyKind Kind, string Text);

/// <summary>What a body is.</summary>
public enum BodyKind
{
    /// <summary>The request as it was sent.</summary>
    Request,

    /// <summary>The answer's text.</summary>
    Answer,

    /// <summary>The response as it came where it was an error or a broken stream.</summary>
    RawResponse,
}
