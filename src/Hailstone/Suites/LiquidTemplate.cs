using System.Globalization;
using System.Text.RegularExpressions;
using DotLiquid;

namespace Hailstone.Suites;

/// <summary>A template of the suite file, parsed once and rendered for many items.</summary>
internal sealed class LiquidTemplate
{
    /// <summary>The most names that a mend lists.</summary>
    private const int MostNames = 50;

    private readonly Template? _template;
    private readonly LiquidMeter _meter;
    private readonly ProblemLog _problems;
    private readonly string[] _names;
    private readonly Context? _context;
    private bool _isBroken;

    private LiquidTemplate(
        string key, Written.Scalar at, Template? template, string[] names, LiquidMeter meter, ProblemLog problems)
    {
        (Key, At, _template, _names, _meter, _problems) = (key, at, template, names, meter, problems);
        if (template is not null)
        {
            _context = new Context(
                [new Hash()], new Hash(), new Hash(), ErrorsOutputMode.Rethrow, LiquidMeter.MostTurns,
                CultureInfo.InvariantCulture, CancellationToken.None)
            {
                SyntaxCompatibilityLevel = SyntaxCompatibility.DotLiquid22a,
            };
            _context.AddFilters(typeof(LiquidFilters));
        }
    }

    /// <summary>The key that it stands under.</summary>
    public string Key { get; }

    /// <summary>Where it stands.</summary>
    public Written.Scalar At { get; }

    /// <summary>Whether it renders to the same text for every item.</summary>
    public bool IsConstant => _template is null;

    /// <summary>Parses a template, or reports why it cannot be.</summary>
    public static LiquidTemplate? Parse(string key, Written.Scalar? at, LiquidMeter meter, ProblemLog problems)
    {
        if (at is null)
            return null;

        if (!LiquidSource.IsTemplate(at.Text))
            return new LiquidTemplate(key, at, null, [], meter, problems);

        try
        {
            var source = LiquidSource.Read(at.Text);
            if (source.Fault is { } fault)
            {
                problems.Add(at, fault.Code, Phrase.Of(SuiteMessages.TemplateAt, key) + fault.Message, fault.Mend);
                return null;
            }

            var template = Template.Parse(source.Counted, SyntaxCompatibility.DotLiquid22a);
            return new LiquidTemplate(key, at, template, [.. source.Names], meter, problems);
        }
        catch (Exception error) when (error is DotLiquid.Exceptions.LiquidException or RegexMatchTimeoutException)
        {
            var message = Phrase.Of(SuiteMessages.TemplateAt, key) + Phrase.Of(
                SuiteMessages.TemplateSyntax, Uncounted(error.Message));
            problems.Add(at, "suite.template", message, SuiteMessages.TemplateMend);
        }

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
        if (_template is null || _context is null)
            return At.Text;

        if (_isBroken || _meter.IsSpent)
            return null;

        _meter.Begin();
        _context.Environments[0] = scope;
        _context.Scopes.Clear();
        _context.Scopes.Add(new Hash());
        _context.Registers.Clear();
        _context.Registers[LiquidFilters.Register] = _meter;
        _context.Errors.Clear();
        try
        {
            using var writer = new StringWriter(CultureInfo.InvariantCulture);
            _template.Render(writer, RenderParameters.FromContext(_context, CultureInfo.InvariantCulture));
            return _context.Errors.FirstOrDefault() is { } error ? FailName(error, scope, where) : writer.ToString();
        }
        catch (Exception error) when (error is DotLiquid.Exceptions.RenderException)
        {
            return Fail(where, "suite.template-limit", Phrase.Of(
                SuiteMessages.TemplateLimit,
                LiquidMeter.MostTurns,
                LiquidMeter.MostTurnsTogether,
                LiquidMeter.MostCharacters), SuiteMessages.TemplateLimitMend);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return Fail(
                where,
                "suite.template-failed",
                Phrase.Of(SuiteMessages.TemplateFailed, Uncounted(error.Message)),
                SuiteMessages.TemplateFailedMend);
        }
    }

    /// <summary>DotLiquid's message for a name that is not there holds the name in quotes.</summary>
    private string? FailName(Exception error, Hash scope, Place where)
    {
        var parts = error.Message.Split('\'');
        var name = parts.Length > 2 ? parts[1] : error.Message;
        return Fail(
            where, "suite.template-name", Phrase.Of(SuiteMessages.TemplateName, name), KnownNames(name, scope.Keys));
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
