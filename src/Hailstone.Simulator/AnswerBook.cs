using Hailstone.Simulator.Answers;

namespace Hailstone.Simulator;

/// <summary>The answers that the simulated models give, by item and model, and how often each.</summary>
/// <remarks>docs/simulator.md describes the file, <c>simulate.yaml</c>.</remarks>
public sealed class AnswerBook
{
    private readonly IReadOnlyDictionary<string, BookItem> _items;
    private readonly IReadOnlyDictionary<string, string> _prompts;

    internal AnswerBook(IReadOnlyDictionary<string, BookItem> items, IReadOnlyDictionary<string, string> prompts) =>
        (_items, _prompts) = (items, prompts);

    /// <summary>Reads a book from a file.</summary>
    /// <param name="path">The file; 4 MB at most.</param>
    /// <param name="prompts">
    /// The id of each item of the suite by its prompt; empty where there is no suite, and then every item of the file
    /// needs <c>match</c>.
    /// </param>
    /// <returns>The book, or every problem at once; a file that cannot be read is a problem.</returns>
    public static AnswerBookResult Load(string path, IReadOnlyDictionary<string, string> prompts) =>
        BookFile.Read(path, prompts);

    /// <summary>Reads a book from a text.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="file">The name that problems give the text.</param>
    /// <param name="prompts">As in <see cref="Load"/>.</param>
    /// <returns>The book, or every problem at once.</returns>
    public static AnswerBookResult Parse(string text, string file, IReadOnlyDictionary<string, string> prompts) =>
        BookFile.Parse(text, file, prompts);

    /// <summary>The item that a prompt asks and its answers for a model, or null where the book has none.</summary>
    internal (string Item, AnswerDeck Deck)? Find(string model, string prompt)
    {
        if (_prompts.TryGetValue(prompt, out var id) && _items.TryGetValue(id, out var item))
            return item.For(model) is { } deck ? (id, deck) : null;
        foreach (var (name, other) in _items)
            if (other.Match is { } match && prompt.Contains(match, StringComparison.Ordinal))
                return other.For(model) is { } deck ? (name, deck) : null;
        return null;
    }
}
