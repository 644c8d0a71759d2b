namespace Hailstone.Scoring;

/// <summary>A number in a text.</summary>
/// <param name="Value">Its value; null where no decimal can hold it.</param>
/// <param name="Written">As the text writes it, its sign and unit included.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends, not included.</param>
internal sealed record NumberToken(decimal? Value, string Written, int Start, int End)
{
    /// <summary>As what an answer gave.</summary>
    public FoundNumber Found(string where) => new(Value, Written, where);
}
