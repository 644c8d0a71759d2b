using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;
using Hailstone.Cli.Session;
using Hailstone.Storage;
using Hailstone.Suites;

namespace Hailstone.Cli.Commands;

/// <summary>Values of options as a person writes them; what does not fit is said in the person's language.</summary>
internal static class Values
{
    /// <summary>A whole number within bounds, both included.</summary>
    public static Func<ArgumentResult, T?> Whole<T>(T least, T most)
        where T : struct, IBinaryInteger<T> => result =>
    {
        var text = result.Tokens[0].Value;
        if (T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= least && value <= most)
        {
            return value;
        }

        result.AddError(Text.Of(CliMessages.WholeNumber, NameOf(result), least, most, text));
        return null;
    };

    /// <summary>An amount of money; its bounds are the suite's.</summary>
    public static decimal? Amount(ArgumentResult result)
    {
        const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        var text = result.Tokens[0].Value;
        if (decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out var value))
            return value;
        result.AddError(Text.Of(CliMessages.BadAmount, NameOf(result), text));
        return null;
    }

    /// <summary>An amount of money that bounds what is spent: over 0, as in a suite.</summary>
    public static decimal? Limit(ArgumentResult result)
    {
        if (Amount(result) is not { } usd)
            return null;
        if (usd is > 0 and <= BudgetSettings.MostUsd)
            return usd;
        result.AddError(Text.Of(CliMessages.AmountBounds, NameOf(result), BudgetSettings.MostUsd, usd));
        return null;
    }

    /// <summary>A day, as 2026-11-30.</summary>
    public static DateOnly? Day(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        result.AddError(Text.Of(CliMessages.BadDay, NameOf(result), text));
        return null;
    }

    /// <summary>Where a ledger is. What is wrong with an address is said without it: it may hold a password.</summary>
    public static LedgerAddress? Ledger(ArgumentResult result)
    {
        // An empty text is said of every option at once.
        if (result.Tokens[0].Value is not { Length: > 0 } text)
            return Workspace.DefaultLedger;
        if (LedgerAddress.Read(text, out var problem) is { } address)
            return address;
        result.AddError(problem!);
        return null;
    }

    /// <summary>Lets an option take these words and no others.</summary>
    public static Option<T> OneOf<T>(this Option<T> option, params string[] words)
    {
        option.CompletionSources.Add(words);
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !words.Contains(token.Value, StringComparer.Ordinal)))
                result.AddError(Text.Of(CliMessages.BadChoice, option.Name, string.Join(", ", words), token.Value));
        });
        return option;
    }

    /// <summary>Says of each empty text on the command line that it is no value; most are an unset variable.</summary>
    public static IReadOnlyList<string> EmptyIn(ParseResult parsed) =>
    [
        .. parsed.CommandResult.Children
            .Where(word => word.Tokens.Any(token => token.Value.Length == 0))
            .Select(word => Text.Of(CliMessages.EmptyWord, word is ArgumentResult argument
                ? argument.Argument.Name
                : ((OptionResult)word).Option.Name)),
    ];

    private static string NameOf(ArgumentResult result) => ((OptionResult)result.Parent!).Option.Name;
}
