namespace Hailstone.Scoring;

/// <summary>What one scorer makes of an answer.</summary>
/// <param name="Part">Its part of the score, 0 to 1; null where what it needs is not in the answer.</param>
/// <param name="Explain">What was taken and what was expected.</param>
internal readonly record struct Mark(decimal? Part, string Explain)
{
    public static Mark Of(bool right, string explain) => new(right ? 1 : 0, explain);

    public static Mark Lost(string explain) => new(null, explain);
}
