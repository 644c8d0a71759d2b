using System.CommandLine;
using System.Globalization;
using Hailstone.Cli.Screen;
using Hailstone.Simulator;

namespace Hailstone.Cli.Commands;

/// <summary>The options of <c>hailstone simulate</c> that say how the provider limits, refuses and bills.</summary>
internal static class SimulateQuota
{
    private const long MostAMinute = 1_000_000_000_000;
    private const double MostFactor = 1000;
    private const double MostForeign = 0.9;

    private static readonly Dictionary<string, Vendor> Vendors = new(StringComparer.Ordinal)
    {
        ["openai"] = Simulator.Vendor.OpenAi,
        ["anthropic"] = Simulator.Vendor.Anthropic,
        ["azure"] = Simulator.Vendor.Azure,
        ["groq"] = Simulator.Vendor.Groq,
        ["mistral"] = Simulator.Vendor.Mistral,
    };

    private static readonly Dictionary<string, RetryAfterForm> Forms = new(StringComparer.Ordinal)
    {
        ["seconds"] = RetryAfterForm.Seconds,
        ["milliseconds"] = RetryAfterForm.Milliseconds,
        ["both"] = RetryAfterForm.SecondsAndMilliseconds,
        ["date"] = RetryAfterForm.Date,
    };

    private static readonly Option<string> Vendor =
        new Option<string>("--vendor") { Description = CliMessages.OptionVendor, HelpName = "NAME" }
            .OneOf([.. Vendors.Keys]);

    private static readonly Option<string> RetryAfter =
        new Option<string>("--retry-after") { Description = CliMessages.OptionRetryAfter, HelpName = "FORM" }
            .OneOf([.. Forms.Keys]);

    private static readonly Option<long?> Rpd = Limit("--rpd", CliMessages.OptionRpd);

    private static readonly Option<long?> Tpd = Limit("--tpd", CliMessages.OptionTpd);

    private static readonly Option<long?> Itpm = Limit("--itpm", CliMessages.OptionItpm);

    private static readonly Option<long?> Otpm = Limit("--otpm", CliMessages.OptionOtpm);

    private static readonly Option<long?> Ramp = Limit("--ramp", CliMessages.OptionRamp);

    private static readonly Option<string> Used =
        new("--used") { Description = CliMessages.OptionUsed, HelpName = "P" };

    private static readonly Option<string> Others =
        new("--others") { Description = CliMessages.OptionOthers, HelpName = "P" };

    private static readonly Option<string[]> Change =
        new("--change") { Description = CliMessages.OptionChange, HelpName = "AT=FACTOR" };

    private static readonly Option<string> Slots =
        new("--slots") { Description = CliMessages.OptionSlots, HelpName = "N[+QUEUE]" };

    private static readonly Option<string[]> Price =
        new("--price") { Description = CliMessages.OptionPrice, HelpName = "MODEL=IN/OUT" };

    private static readonly Option<string> AdminKey =
        new("--admin-key") { Description = CliMessages.OptionAdminKey, HelpName = "KEY" };

    /// <summary>Lets a command take them.</summary>
    public static void AddTo(Command command)
    {
        ReadOnlySpan<Option> all =
            [Vendor, Rpd, Tpd, Itpm, Otpm, Used, Others, Change, Ramp, Slots, RetryAfter, Price, AdminKey];
        foreach (var option in all)
            command.Options.Add(option);
    }

    /// <summary>The options with what was asked for; null, once told, where something makes no sense.</summary>
    public static SimulatorOptions? Apply(ParseResult parsed, SimulatorOptions options)
    {
        var wrong = new List<string>();
        var used = One(parsed, Used, text => Share(text, 1), CliMessages.FormUsed, wrong);
        var others = One(parsed, Others, text => Share(text, MostForeign), CliMessages.FormOthers, wrong);
        var slots = One(parsed, Slots, SlotsOf, CliMessages.FormSlots, wrong);
        var changes = Many(parsed, Change, ChangeOf, CliMessages.FormChange, wrong);
        var prices = Many(parsed, Price, PriceOf, CliMessages.FormPrice, wrong);
        foreach (var problem in wrong)
            Problems.Write(problem);
        if (wrong.Count > 0)
            return null;
        return options with
        {
            Vendor = parsed.GetValue(Vendor) is { } vendor ? Vendors[vendor] : null,
            RetryAfterForm = parsed.GetValue(RetryAfter) is { } form ? Forms[form] : null,
            InFlight = slots,
            AdminKeys = parsed.GetValue(AdminKey) is { } key ? [key] : [],
            Prices = prices.DistinctBy(price => price.Model).ToDictionary(price => price.Model, price => price.Price),
            Quota = options.Quota with
            {
                RequestsPerDay = parsed.GetValue(Rpd),
                TokensPerDay = parsed.GetValue(Tpd),
                InputTokensPerMinute = parsed.GetValue(Itpm),
                OutputTokensPerMinute = parsed.GetValue(Otpm),
                StartUsed = used?.Value ?? 0,
                ForeignShare = others?.Value ?? 0,
                Changes = [.. changes.OrderBy(change => change.At)],
                Ramp = parsed.GetValue(Ramp) is { } tokens ? new RampOptions(tokens) : null,
            },
        };
    }

    private static T? One<T>(
        ParseResult parsed, Option<string> option, Func<string, T?> read, string form, List<string> wrong)
        where T : class
    {
        if (parsed.GetValue(option) is not { } text)
            return null;
        if (read(text) is { } value)
            return value;
        wrong.Add(Text.Of(CliMessages.BadForm, option.Name, form, text));
        return null;
    }

    private static List<T> Many<T>(
        ParseResult parsed, Option<string[]> option, Func<string, T?> read, string form, List<string> wrong)
        where T : class
    {
        var texts = parsed.GetValue(option) ?? [];
        wrong.AddRange(texts.Where(text => read(text) is null)
            .Select(text => Text.Of(CliMessages.BadForm, option.Name, form, text)));
        return [.. texts.Select(read).OfType<T>()];
    }

    private static ShareValue? Share(string text, double most) =>
        Number(text) is { } share && share <= most ? new ShareValue(share) : null;

    private static LimitChange? ChangeOf(string text)
    {
        var parts = text.Split('=', 2);
        return parts.Length == 2 && Durations.Of(parts[0]) is { } at
            && Number(parts[1]) is > 0 and <= MostFactor and var factor
            ? new LimitChange(at, factor)
            : null;
    }

    private static InFlightOptions? SlotsOf(string text)
    {
        var parts = text.Split('+', 2);
        if (!Whole(parts[0], out var slots) || slots < 1)
            return null;
        var options = new InFlightOptions(slots);
        if (parts.Length == 1)
            return options;
        return Whole(parts[1], out var queue) ? options with { Queue = queue } : null;
    }

    private static PricedModel? PriceOf(string text)
    {
        var equals = text.LastIndexOf('=');
        var prices = text[(equals + 1)..].Split('/');
        return equals > 0 && prices.Length == 2 && Money(prices[0]) is { } input && Money(prices[1]) is { } output
            ? new PricedModel(text[..equals], new PriceOptions(input, output))
            : null;
    }

    private static bool Whole(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static decimal? Money(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var money)
            ? money
            : null;

    private static Option<long?> Limit(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = Values.Whole(1L, MostAMinute),
    };

    private sealed record ShareValue(double Value);

    private sealed record PricedModel(string Model, PriceOptions Price);
}
