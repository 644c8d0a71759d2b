using System.Text.RegularExpressions;
using DotLiquid;
using DotLiquid.Exceptions;
using Hailstone.Suites.Parsing;

namespace Hailstone.Suites.Templates;

/// <summary>A template of the suite file, parsed once and rendered for many items.</summary>
internal sealed class LiquidTemplate
{
    /// <summary>The most names that a mend lists.</summary>
    private const int MostNames = 50;

    private readonly Template? _template;
    private readonly string[] _names;
    private readonly LiquidEngine _engine;
    private readonly ProblemLog _problems;
    private bool _isBroken;

    private LiquidTemplate(string key, Written.Scalar at, Template? template, string[] names, Reading reading)
    {
        (Key, At, _template, _names) = (key, at, template, names);
        (_engine, _problems) = (reading.Engine, reading.Problems);
    }

    /// <summary>The key that it stands under.</summary>
    public string Key { get; }

    /// <summary>Where it stands.</summary>
    public Written.Scalar At { get; }

    /// <summary>Whether it renders to the same text for every item.</summary>
    public bool IsConstant => _template is null;

    /// <summary>Parses a template, or reports why it cannot be.</summary>
    public static LiquidTemplate? Parse(string key, Written.Scalar at, Reading reading)
    {
        if (!LiquidSource.IsTemplate(at.Text))
            return new LiquidTemplate(key, at, null, [], reading);

        var source = LiquidSource.Read(at.Text);
        var fault = source.Fault;
        try
        {
            if (fault is null)
                return new LiquidTemplate(key, at, LiquidEngine.Parse(source.Counted), [.. source.Names], reading);
        }
        catch (Exception error) when (error is LiquidException or RegexMatchTimeoutException)
        {
            fault = LiquidFault.Syntax(Phrase.Of(SuiteMessages.TemplateSyntax, Uncounted(error.Message)));
        }

        reading.Problems.Add(at, fault.Code, Phrase.Of(SuiteMessages.TemplateAt, key) + fault.Message, fault.Mend);
        return null;
    }

    /// <summary>Reports names that no item can have; afterwards the template renders nothing.</summary>
    public void CheckNames(IReadOnlyCollection<string> known)
    {
        foreach (var name in _names.Where(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            _isBroken = true;
            _problems.Add(At, "suite.template-name", Undefined(name), KnownNames(name, known));
        }
    }

    /// <summary>Renders, or reports why it cannot; then the text is null.</summary>
    /// <param name="scope">The names that it may use.</param>
    /// <param name="where">The item's place, to which a failure belongs.</param>
    public string? Render(Hash scope, Place where)
    {
        if (_template is null)
            return At.Text;

        if (_isBroken || _engine.IsSpent)
            return null;

        try
        {
            var text = _engine.Render(_template, scope, out var missing);
            return missing is null ? text : FailName(missing, scope, where);
        }
        catch (RenderException)
        {
            return Fail(where, "suite.template-limit", TooMuch(), SuiteMessages.TemplateLimitMend);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            var message = Phrase.Of(SuiteMessages.TemplateFailed, Uncounted(error.Message));
            return Fail(where, "suite.template-failed", message, SuiteMessages.TemplateFailedMend);
        }
    }

    private static string TooMuch() => Phrase.Of(
        SuiteMessages.TemplateLimit, LiquidMeter.MostTurns, LiquidMeter.MostTurnsTogether, LiquidMeter.MostCharacters);

    private string? FailName(string name, Hash scope, Place where)
    {
        var message = Phrase.Of(SuiteMessages.TemplateName, name);
        return Fail(where, "suite.template-name", message, KnownNames(name, scope.Keys));
    }

    private string? Fail(Place where, string code, string message, string mend)
    {
        var told = Phrase.Of(SuiteMessages.TemplateAt, Key) + message;
        _problems.AddAlike($"{code} {At.Line}:{At.Column}", where, code, told, mend);
        return null;
    }

    private string Undefined(string name) =>
        Phrase.Of(SuiteMessages.TemplateAt, Key) + Phrase.Of(SuiteMessages.TemplateName, name);

    private static string KnownNames(string name, IEnumerable<string> known)
    {
        return Phrase.Known(name, [.. known.Order(StringComparer.Ordinal).Take(MostNames)]);
    }

    private static string Uncounted(string message) => message
        .Replace(" | hailstone_out ", "", StringComparison.Ordinal)
        .Replace(" | hailstone_value ", "", StringComparison.Ordinal);
}
