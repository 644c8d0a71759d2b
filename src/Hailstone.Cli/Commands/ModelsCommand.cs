using System.CommandLine;
using System.Globalization;
using Hailstone.Catalogue;
using Hailstone.Cli.Screen;
using Hailstone.Cli.Session;
using Hailstone.Reports;
using Hailstone.Suites;

namespace Hailstone.Cli.Commands;

/// <summary><c>hailstone models [ID]</c>: the catalogue, a line each, or all that is known of one.</summary>
internal static class ModelsCommand
{
    /// <summary>An own id may be longer than a line.</summary>
    private const int MostWidth = 40;

    public static Command Make()
    {
        var id = new Argument<string?>("ID")
        {
            Description = CliMessages.ArgumentModel,
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("models", CliMessages.CommandModels) { id, ModelsImportCommand.Make() };
        command.SetAction(parsed =>
        {
            if (OwnCatalogue.Read(TimeProvider.System) is not { } catalogue)
                return Problems.ExitCode;
            var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
            return parsed.GetValue(id) is { } name ? One(catalogue, name, today) : All(catalogue, today);
        });
        return command;
    }

    private static int All(ModelCatalogue catalogue, DateOnly today)
    {
        var width = Math.Min(MostWidth, catalogue.Models.Max(model => model.Id.Length));
        Console.Out.WriteLine(Line(
            width, CliMessages.ModelsId, CliMessages.ModelsProvider, CliMessages.ModelsInput, CliMessages.ModelsOutput,
            CliMessages.ModelsLife));
        foreach (var model in catalogue.Models)
        {
            var price = model.PriceOn(today);
            Console.Out.WriteLine(Line(
                width, model.Id, model.Provider, Money(price?.Input), Money(price?.Output), Lifetime.Of(model, today)));
        }

        Console.Out.WriteLine(Text.Of(CliMessages.ModelsFoot, Day(catalogue.CompiledOn)));
        return 0;
    }

    private static int One(ModelCatalogue catalogue, string name, DateOnly today)
    {
        switch (catalogue.Resolve(name, new Dictionary<string, ProviderSettings>()))
        {
            case Resolution.Found { Model.Fact: { } fact } found:
                foreach (var (label, value) in Details(catalogue, found.Model, fact, today))
                    Console.Out.WriteLine(Inert.Terminal($"{label}: {value}"));
                return 0;
            case Resolution.Unknown { Nearest.Count: > 0 } unknown:
                return Problems.Write(
                    Text.Of(CliMessages.ModelUnknownNearest, name, string.Join(", ", unknown.Nearest)));
            default:
                return Problems.Write(Text.Of(CliMessages.ModelUnknown, name));
        }
    }

    private static IEnumerable<(string Label, string Value)> Details(
        ModelCatalogue catalogue, ResolvedModel model, ModelFact fact, DateOnly today)
    {
        yield return (CliMessages.ModelsId, fact.Id);
        if (fact.Aliases.Count > 0)
            yield return (CliMessages.ModelsAliases, string.Join(", ", fact.Aliases));
        yield return (CliMessages.ModelsProvider, $"{model.Provider.Id} ({model.Dialect})");
        yield return (CliMessages.ModelsLife, Lifetime.Of(fact, today));
        if (fact.Replacement is { } replacement)
            yield return (CliMessages.ModelsReplacement, replacement);
        if (fact.PriceOn(today) is { } price)
        {
            yield return (CliMessages.ModelsPrice, Text.Of(
                CliMessages.ModelsPriceValue, Money(price.Input), Money(price.CacheRead), Money(price.Output)));
        }

        if (fact.ContextTokens is { } context)
            yield return (CliMessages.ModelsContext, context.ToString("N0", CultureInfo.InvariantCulture));
        if (fact.MaxOutputTokens is { } output)
            yield return (CliMessages.ModelsMaxOutput, output.ToString("N0", CultureInfo.InvariantCulture));
        foreach (var (label, value) in Longer(fact.PriceOn(today)))
            yield return (label, value);
        yield return (CliMessages.ModelsProfile, model.Profile.Name);
        if (fact.DefaultEffort is { } effort)
            yield return (CliMessages.ModelsEffort, effort);
        yield return (CliMessages.ModelsPool, fact.Pool);
        yield return (CliMessages.ModelsVerified, Day(fact.VerifiedOn));
        foreach (var source in fact.Sources)
            yield return (CliMessages.ModelsSource, $"{source}: {catalogue.Sources.GetValueOrDefault(source)}");
        if (fact.Note is { } note)
            yield return (CliMessages.ModelsNote, note);
    }

    private static IEnumerable<(string Label, string Value)> Longer(Price? price)
    {
        if (price?.LongInput is { } longer)
        {
            yield return (CliMessages.ModelsLongPrice, Text.Of(
                CliMessages.ModelsLongPriceValue, longer.Above, Money(longer.Input), Money(longer.Output)));
        }

        if (price?.Unverified == true)
            yield return (CliMessages.ModelsPrice, CliMessages.ModelsPriceUnverified);
    }

    private static string Line(int width, string id, string provider, string input, string output, string life) =>
        Inert.Terminal(string.Create(
            CultureInfo.InvariantCulture, $"{id.PadRight(width)} {provider,-10} {input,8} {output,8}  {life}"));

    private static string Money(decimal? usd) => usd?.ToString("0.###", CultureInfo.InvariantCulture) ?? "-";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
