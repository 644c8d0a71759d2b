using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using DotLiquid;
using DotLiquid.Exceptions;

namespace Hailstone.Suites.Templates;

/// <summary>Renders parsed templates for one suite: one at a time, under one meter, in no culture.</summary>
internal sealed class LiquidEngine
{
    private readonly LiquidMeter _meter = new();

    /// <summary>Kept from template to template, since its filters are found by reflection.</summary>
    private readonly Context _context = new(
        [new Hash()],
        new Hash(),
        new Hash(),
        ErrorsOutputMode.Rethrow,
        LiquidMeter.MostTurns,
        CultureInfo.InvariantCulture,
        CancellationToken.None)
    {
        SyntaxCompatibilityLevel = SyntaxCompatibility.DotLiquid22a,
    };

    // Where the program is compiled ahead of time, too, what is found by reflection must be there.
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicMethods, typeof(LiquidFilters))]
    public LiquidEngine() => _context.AddFilters(typeof(LiquidFilters));

    /// <summary>Whether the suite as a whole has used up what it may.</summary>
    public bool IsSpent => _meter.IsSpent;

    public static Template Parse(string source) => Template.Parse(source, SyntaxCompatibility.DotLiquid22a);

    /// <summary>Renders a template; a failure is the exception of the engine or of a filter.</summary>
    /// <param name="template">The template, its source counted by <see cref="LiquidSource"/>.</param>
    /// <param name="scope">The names that it may use.</param>
    /// <param name="missing">The first name that was not there, as the template writes it, or null.</param>
    public string Render(Template template, Hash scope, out string? missing)
    {
        _meter.Begin();
        _context.Environments[0] = scope;
        _context.Scopes.Clear();
        _context.Scopes.Add(new Hash());
        _context.Registers.Clear();
        _context.Registers[LiquidFilters.Register] = _meter;
        _context.Errors.Clear();
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        template.Render(writer, RenderParameters.FromContext(_context, CultureInfo.InvariantCulture));
        missing = _context.Errors.OfType<VariableNotFoundException>().Select(Name).FirstOrDefault();
        return writer.ToString();
    }

    /// <summary>DotLiquid's message holds the name in quotes.</summary>
    private static string Name(VariableNotFoundException error)
    {
        var (first, last) = (error.Message.IndexOf('\'', StringComparison.Ordinal), error.Message.LastIndexOf('\''));
        return last > first ? error.Message[(first + 1)..last] : error.Message;
    }
}
