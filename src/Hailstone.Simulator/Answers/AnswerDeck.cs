namespace Hailstone.Simulator.Answers;

/// <summary>Answers and how often each is given.</summary>
internal sealed class AnswerDeck
{
    private readonly IReadOnlyList<(Answer Answer, double Weight)> _answers;
    private readonly double _whole;

    /// <param name="answers">At least one, each weight over 0.</param>
    public AnswerDeck(IReadOnlyList<(Answer Answer, double Weight)> answers)
    {
        _answers = answers;
        _whole = answers.Sum(answer => answer.Weight);
    }

    /// <summary>The answer at an even draw between 0 and 1.</summary>
    public Answer At(double draw)
    {
        var place = draw * _whole;
        foreach (var (answer, weight) in _answers)
            if ((place -= weight) < 0)
                return answer;
        return _answers[^1].Answer;
    }
}

/// <summary>What the book holds of one item.</summary>
/// <param name="Match">A part of the prompt that tells the item, or null.</param>
/// <param name="Decks">Answers by model; <c>*</c> is every other model.</param>
internal sealed record BookItem(string? Match, IReadOnlyDictionary<string, AnswerDeck> Decks)
{
    /// <summary>The answers of a model, or null.</summary>
    public AnswerDeck? For(string model) => Decks.GetValueOrDefault(model) ?? Decks.GetValueOrDefault("*");
}
