using Hailstone.Planning;

namespace Hailstone.Pacing;

/// <summary>How long a question is before anybody has counted its tokens.</summary>
/// <param name="Characters">Characters of the prompt and the instruction: what some providers charge by.</param>
/// <param name="Tokens">Its tokens, estimated from the kinds of its characters.</param>
internal readonly record struct QuestionLength(long Characters, double Tokens)
{
    private const double CharactersPerToken = 4;

    /// <summary>The length of texts.</summary>
    public static QuestionLength Of(string prompt, string? system) => new(
        prompt.Length + (system?.Length ?? 0),
        CharacterEstimate.Of(prompt) + (system is null ? 0 : CharacterEstimate.Of(system)));

    /// <summary>The length of both.</summary>
    public QuestionLength Plus(QuestionLength other) => new(Characters + other.Characters, Tokens + other.Tokens);

    /// <summary>The estimate that providers make who count characters alone.</summary>
    public double Rough => Math.Ceiling(Characters / CharactersPerToken);
}
