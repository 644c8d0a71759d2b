using Hailstone.Catalogue;
using Microsoft.ML.Tokenizers;

namespace Hailstone.Planning;

/// <summary>Counts the tokens of texts: with a model's own tokenizer where it is known, else from characters.</summary>
internal static class TokenCounter
{
    // A quarter of a second and 44 MB: made where it is first needed, and then kept.
    private static readonly Lazy<Tokenizer> O200kBase = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));

    /// <summary>The tokens of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="model">The model that reads it.</param>
    public static double Count(string text, ResolvedModel model) =>
        Count(text, model.Provider.Tokenizer) * (model.Fact?.TokenFactor ?? 1);

    /// <summary>The tokens of a text, by a tokenizer alone.</summary>
    /// <param name="text">The text.</param>
    /// <param name="tokenizer">The tokenizer.</param>
    public static double Count(string text, TokenizerKind tokenizer) => tokenizer switch
    {
        TokenizerKind.O200kBase => O200kBase.Value.CountTokens(text),
        _ => CharacterEstimate.Of(text),
    };
}
