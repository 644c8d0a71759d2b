namespace Hailstone.Scoring;

/// <summary>An answer's text in the forms that scorers read, each made when it is first needed.</summary>
internal sealed class Answer(string text)
{
    private readonly Lazy<string> _plain = new(() => AnswerText.Plain(text));
    private readonly Lazy<string> _composed = new(() => AnswerText.Composed(text));
    private readonly Lazy<AnswerJson?> _json = new(() => AnswerJson.Find(text));

    /// <summary>As it came.</summary>
    public string Raw => text;

    /// <summary>Composed, half-width, trimmed.</summary>
    public string Plain => _plain.Value;

    /// <summary>Composed and trimmed, its widths as they came.</summary>
    public string Composed => _composed.Value;

    /// <summary>The JSON object in it, or null.</summary>
    public AnswerJson? Json => _json.Value;
}
