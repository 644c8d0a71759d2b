using System.CommandLine;
using System.Globalization;
using Hailstone.Cli.Screen;
using Hailstone.Cli.Session;
using Hailstone.Ledger;
using Hailstone.Reports;
using Hailstone.Storage;

namespace Hailstone.Cli.Commands;

/// <summary><c>hailstone usage</c>: tokens and money by provider, model, day or run, from the ledger.</summary>
internal static class UsageCommand
{
    public static Command Make()
    {
        var by = new Option<string>("--by")
        {
            Description = CliMessages.OptionBy,
            DefaultValueFactory = _ => "model",
        }.OneOf("provider", "model", "day", "run");
        var since = new Option<DateOnly?>("--since")
        {
            Description = CliMessages.OptionSince,
            HelpName = "YYYY-MM-DD",
            CustomParser = Values.Day,
        };
        var provider = new Option<bool>("--provider") { Description = CliMessages.OptionProvider };
        var command = new Command("usage", CliMessages.CommandUsage)
        {
            by, since, provider, SharedOptions.BaseUrl, SharedOptions.Ledger, SharedOptions.Json,
        };
        command.SetAction(async (parsed, _) =>
        {
            await using var ledger = await RunChoice.OpenAsync(parsed.GetValue(SharedOptions.Ledger)!);
            if (ledger is null)
                return Problems.ExitCode;
            if (parsed.GetValue(provider))
                return await CompareAsync(ledger, parsed, parsed.GetValue(since) ?? FirstOfMonth());
            var books = await BooksAsync(ledger, parsed.GetValue(since));
            var order = Enum.Parse<UsageBy>(parsed.GetValue(by)!, ignoreCase: true);
            await WriteAsync(books, order, parsed.GetValue(SharedOptions.Json));
            return 0;
        });
        return command;
    }

    private static DateOnly FirstOfMonth()
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new DateOnly(now.Year, now.Month, 1);
    }

    // The same days on both sides: a vendor counts from one day on.
    private static async Task<int> CompareAsync(ISharedLedger ledger, ParseResult parsed, DateOnly since)
    {
        if (SuiteInput.BaseUrls(parsed) is not { } baseUrls
            || await new AdminKeys(baseUrls, TimeProvider.System).AskAsync(since) is not { } vendors)
        {
            return Problems.ExitCode;
        }

        var books = await BooksAsync(ledger, since);
        if (parsed.GetValue(SharedOptions.Json) is not { } json)
        {
            VendorTable.Write(books, vendors, Console.Out);
            await Console.Error.WriteLineAsync(Text.Of(CliMessages.VendorNote, since));
            return 0;
        }

        await using var output = json == "-" ? Console.OpenStandardOutput() : OwnFile.Open(json, FileMode.Create);
        UsageJson.Write(books, output, vendors);
        return 0;
    }

    private static async Task<UsageBooks> BooksAsync(ISharedLedger ledger, DateOnly? since)
    {
        var books = new UsageBooks(since);
        foreach (var run in await ledger.RunsAsync(CancellationToken.None))
        {
            await foreach (var fact in ledger.ReadAsync(run.Run, CancellationToken.None))
                books.Add(fact);
        }

        return books;
    }

    private static async Task WriteAsync(UsageBooks books, UsageBy by, string? json)
    {
        if (json == "-")
        {
            await using var output = Console.OpenStandardOutput();
            UsageJson.Write(books, output);
            return;
        }

        if (json is not null)
        {
            await using var file = OwnFile.Open(json, FileMode.Create);
            UsageJson.Write(books, file);
        }

        var table = new Columns(
            Heading(by), "#" + CliMessages.UsageCalls, "#" + CliMessages.UsageInput, "#" + CliMessages.UsageCached,
            "#" + CliMessages.UsageOutput, "#" + CliMessages.UsageUsd, "#" + CliMessages.UsageEstimated,
            "#" + CliMessages.UsageUnknown);
        foreach (var line in books.By(by))
            Add(table, line);
        Add(table, books.Total with { Name = CliMessages.UsageTotal });
        table.Write(Console.Out);
        if (books.LeftOut > 0)
            await Console.Error.WriteLineAsync(Text.Of(CliMessages.UsageLeftOut, books.LeftOut));
    }

    private static string Heading(UsageBy by) => by switch
    {
        UsageBy.Provider => CliMessages.ModelsProvider,
        UsageBy.Model => CliMessages.ModelsId,
        UsageBy.Day => CliMessages.UsageDay,
        _ => CliMessages.RunsRun,
    };

    private static void Add(Columns table, UsageLine line) => table.Add(
        line.Name,
        Whole(line.Calls),
        Whole(line.InputTokens),
        Whole(line.CachedTokens),
        Whole(line.OutputTokens),
        Money(line.Usd),
        Money(line.UsdEstimated),
        Whole(line.UnknownCost));

    private static string Whole(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Money(decimal usd) => usd.ToString("0.0000", CultureInfo.InvariantCulture);
}
