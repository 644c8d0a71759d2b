using System.CommandLine;
using System.Globalization;
using Hailstone.Catalogue.PriceLists;
using Hailstone.Cli.Screen;
using Hailstone.Cli.Session;
using Hailstone.Reports;

namespace Hailstone.Cli.Commands;

/// <summary><c>hailstone models import FILE</c>: prices that others keep, shown first, written after a yes.</summary>
internal static class ModelsImportCommand
{
    /// <summary>More new models than this are only counted on the screen.</summary>
    private const int MostShown = 40;

    public static Command Make()
    {
        var file = new Argument<string>("FILE") { Description = CliMessages.ArgumentImport };
        var command = new Command("import", CliMessages.CommandModelsImport) { file };
        command.Options.Add(SharedOptions.Yes);
        command.SetAction(parsed => Import(parsed.GetValue(file)!, parsed.GetValue(SharedOptions.Yes)));
        return command;
    }

    private static int Import(string path, bool yes)
    {
        var time = TimeProvider.System;
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (OwnCatalogue.Read(time) is not { } catalogue)
            return Problems.ExitCode;
        if (AtMost(path, PriceList.LargestFile) is not { } json)
            return Problems.Write(Text.Of(CliMessages.ImportTooLarge, path, PriceList.LargestFile / 1024 / 1024));
        switch (PriceList.Read(json, path, catalogue))
        {
            case PriceListResult.Valid list:
                var difference = PriceDifference.Of(list.Prices, catalogue, today);
                foreach (var line in Lines(list.Name, difference))
                    Console.Out.WriteLine(Inert.Terminal(line));
                if (difference.New.Count > 0 && Agreed(difference.New.Count, yes))
                    Write(difference.New, Text.Of("{0}, {1}", list.Name, Path.GetFileName(path)), today);
                return 0;
            case PriceListResult.Invalid wrong:
                return Problems.Write([wrong.Problem]);
            default:
                return Problems.ExitCode;
        }
    }

    private static IEnumerable<string> Lines(string list, PriceDifference difference)
    {
        yield return Text.Of(
            CliMessages.ImportCounts,
            list,
            difference.Agreed,
            difference.New.Count,
            difference.Disagreements.Select(one => (one.Provider, one.Id)).Distinct().Count());
        foreach (var one in difference.Disagreements)
        {
            yield return Text.Of(
                CliMessages.ImportDisagreement,
                $"{one.Provider}/{one.Id}",
                one.Field,
                Money(one.Ours),
                list,
                Money(one.Theirs));
        }

        foreach (var one in difference.New.Take(MostShown))
        {
            yield return Text.Of(
                CliMessages.ImportNew,
                $"{one.Provider}/{one.Id}",
                Money(one.Price.Input),
                Money(one.Price.Output));
        }

        if (difference.New.Count > MostShown)
            yield return Text.Of(CliMessages.ImportMore, difference.New.Count - MostShown);
        if (difference.Disagreements.Count > 0)
            yield return Text.Of(CliMessages.ImportChoose, OwnCatalogue.UserFile);
    }

    private static bool Agreed(int count, bool yes)
    {
        if (yes)
            return true;
        if (Console.IsInputRedirected || Console.IsErrorRedirected)
        {
            Console.Error.WriteLine(Text.Of(CliMessages.ImportNoTerminal, count));
            return false;
        }

        Console.Error.Write(Text.Of(CliMessages.ImportAsk, count, OwnCatalogue.UserFile) + " ");
        return Console.ReadLine()?.Trim() is "y" or "Y" or "yes" or "예" or "네";
    }

    /// <summary>The new file stands beside the old one first: a crash leaves one of them whole.</summary>
    private static void Write(IReadOnlyList<ListedPrice> prices, string source, DateOnly today)
    {
        var file = OwnCatalogue.UserFile;
        byte[]? before = File.Exists(file) ? File.ReadAllBytes(file) : null;
        var text = OwnModelsText.With(before, prices, source, today);
        using (var writer = new StreamWriter(OwnFile.Open(file + ".new", FileMode.Create)))
            writer.Write(text);
        File.Move(file + ".new", file, overwrite: true);
        Console.Out.WriteLine(Text.Of(CliMessages.ImportWrote, prices.Count, file));
    }

    /// <summary>A file's bytes, or null where there are more: a pipe claims no length.</summary>
    private static byte[]? AtMost(string path, int most)
    {
        using var file = File.OpenRead(path);
        using var kept = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = file.Read(buffer)) > 0)
        {
            if (kept.Length + read > most)
                return null;
            kept.Write(buffer, 0, read);
        }

        return kept.ToArray();
    }

    private static string Money(decimal usd) => "$" + usd.ToString("0.######", CultureInfo.InvariantCulture);
}
