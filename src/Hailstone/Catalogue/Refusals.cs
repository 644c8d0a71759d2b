using System.Globalization;

namespace Hailstone.Catalogue;

/// <summary>Words for what a model does not take.</summary>
internal sealed class Refusals(string model, string dialect)
{
    /// <summary>More parts of a schema than this need not be told at once.</summary>
    private const int MostParts = 5;

    public RefusedParameter Forbidden(Wish wish) =>
        new(wish.Parameter, Say(CatalogueMessages.ParameterForbidden, wish.Parameter), Remove(wish));

    public RefusedParameter NotInDialect(Wish wish) =>
        new(wish.Parameter, Say(CatalogueMessages.ParameterNotInDialect, wish.Parameter, dialect), Remove(wish));

    public RefusedParameter OnlyDefault(Wish wish, decimal? value) =>
        new(wish.Parameter, Say(CatalogueMessages.ParameterOnlyDefault, wish.Parameter, value), Remove(wish));

    public RefusedParameter NotAWord(Wish wish, IReadOnlyList<string> words)
    {
        var list = string.Join(", ", words);
        return new(
            wish.Parameter,
            Say(CatalogueMessages.ParameterNotAWord, wish.Parameter, list, wish.Word),
            Say(CatalogueMessages.MendWord, wish.Parameter, list));
    }

    public RefusedParameter OutOfRange(Wish wish, decimal? min, decimal? max) =>
        wish.Number < min
            ? new(
                wish.Parameter,
                Say(CatalogueMessages.ParameterTooSmall, wish.Parameter, min, wish.Number),
                Say(CatalogueMessages.MendAtLeast, wish.Parameter, min))
            : new(
                wish.Parameter,
                Say(CatalogueMessages.ParameterTooGreat, wish.Parameter, max, wish.Number),
                Say(CatalogueMessages.MendAtMost, wish.Parameter, max));

    public RefusedParameter BesideEffort(Wish wish, IReadOnlyList<string> efforts, string? inEffect)
    {
        var list = string.Join(", ", efforts);
        var reason = inEffect is null
            ? Say(CatalogueMessages.ParameterOnlyAtEffortUnknown, wish.Parameter, list)
            : Say(CatalogueMessages.ParameterOnlyAtEffort, wish.Parameter, list, inEffect);
        return new(wish.Parameter, reason, Say(CatalogueMessages.MendEffort, wish.Parameter, efforts[0]));
    }

    public RefusedParameter NotBeside(Wish wish, string taken) =>
        new(
            wish.Parameter,
            Say(CatalogueMessages.ParameterNotBeside, wish.Parameter, taken),
            Say(CatalogueMessages.MendOneOf, wish.Parameter, taken));

    public RefusedParameter NoSchema() =>
        new("format", Say(CatalogueMessages.NoJsonSchema, dialect), CatalogueMessages.MendNoJsonSchema);

    public RefusedParameter UnfitSchema(IReadOnlyList<UnfitPart> unfit) => new(
        "format",
        string.Join(" ", unfit.Take(MostParts).Select(part => Say(part.Message, part.Path, part.Word))),
        CatalogueMessages.MendUnfitSchema);

    private string Remove(Wish wish) => Say(CatalogueMessages.MendRemove, wish.Parameter);

    /// <summary>The model is the first word of every text; a text need not use it.</summary>
    private string Say(string text, params object?[] words) =>
        string.Format(CultureInfo.InvariantCulture, text, [model, .. words]);
}
