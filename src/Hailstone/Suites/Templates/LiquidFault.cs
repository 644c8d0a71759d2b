namespace Hailstone.Suites.Templates;

/// <summary>Why a template's source is not allowed.</summary>
/// <param name="Code">The problem's code.</param>
/// <param name="Message">The message.</param>
/// <param name="Mend">What to do about it.</param>
internal sealed record LiquidFault(string Code, string Message, string Mend)
{
    public static LiquidFault Syntax(string message) => new("suite.template", message, SuiteMessages.TemplateMend);

    public static LiquidFault Limit(string message) =>
        new("suite.template-limit", message, SuiteMessages.TemplateLimitMend);

    public static LiquidFault Tag(string name, IReadOnlyList<string> known) =>
        new("suite.template-tag", Phrase.Of(SuiteMessages.TemplateTag, name), Phrase.Known(name, known));

    public static LiquidFault Filter(string name) =>
        new(
            "suite.template-filter",
            Phrase.Of(SuiteMessages.TemplateFilter, name),
            Phrase.Known(name, LiquidFilters.Known));
}
