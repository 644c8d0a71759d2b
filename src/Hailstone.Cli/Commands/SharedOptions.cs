using System.CommandLine;
using Hailstone.Cli.Session;
using Hailstone.Storage;
using Hailstone.Suites;

namespace Hailstone.Cli.Commands;

/// <summary>Options that several commands share; contracts of the command line.</summary>
internal static class SharedOptions
{
    // As many as a suite has items at most; what is less is checked where it is known.
    private const int MostOfAny = 1_000_000;

    public static Option<string> Language { get; } =
        new Option<string>("--lang") { Description = CliMessages.OptionLang, Recursive = true }
            .OneOf("en", "ko");

    public static Option<LedgerAddress> Ledger { get; } = new("--ledger")
    {
        Description = CliMessages.OptionLedger,
        HelpName = "PATH",
        DefaultValueFactory = _ => Workspace.DefaultLedger,
        CustomParser = Values.Ledger,
    };

    public static Option<string[]> BaseUrl { get; } =
        new("--base-url") { Description = CliMessages.OptionBaseUrl, HelpName = "PROVIDER=URL" };

    public static Option<bool> Simulate { get; } = new("--simulate") { Description = CliMessages.OptionSimulate };

    public static Option<string[]> Target { get; } =
        new("--target") { Description = CliMessages.OptionTarget, HelpName = "ID" };

    public static Option<string[]> Group { get; } =
        new("--group") { Description = CliMessages.OptionGroup, HelpName = "NAME" };

    public static Option<int?> Limit { get; } = AtLeastOne("--limit", "N", CliMessages.OptionLimit);

    public static Option<int?> Repeats { get; } = AtLeastOne("--repeats", "K", CliMessages.OptionRepeats);

    public static Option<int?> InFlight { get; } = AtLeastOne("--in-flight", "N", CliMessages.OptionInFlight);

    public static Option<decimal?> Budget { get; } = new("--budget")
    {
        Description = CliMessages.OptionBudget,
        HelpName = "USD",
        CustomParser = Values.Amount,
    };

    public static Option<decimal?> TargetBudget { get; } = new("--target-budget")
    {
        Description = CliMessages.OptionTargetBudget,
        HelpName = "USD",
        CustomParser = Values.Amount,
    };

    public static Option<decimal?> MonthlyBudget { get; } = new("--monthly-budget")
    {
        Description = CliMessages.OptionMonthlyBudget,
        HelpName = "USD",
        CustomParser = Values.Limit,
    };

    public static Option<TimeSpan?> Deadline { get; } = new("--deadline")
    {
        Description = CliMessages.OptionDeadline,
        HelpName = "DURATION",
        CustomParser = Durations.Parse,
    };

    public static Option<string> Policy { get; } =
        new Option<string>("--policy") { Description = CliMessages.OptionPolicy }
            .OneOf([.. PolicySettings.Names]);

    public static Option<bool> AllowOutside { get; } =
        new("--allow-outside") { Description = CliMessages.OptionAllowOutside };

    public static Option<string[]> AllowHost { get; } =
        new("--allow-host") { Description = CliMessages.OptionAllowHost, HelpName = "HOST" };

    public static Option<bool> AllowPrograms { get; } =
        new("--allow-programs") { Description = CliMessages.OptionAllowPrograms };

    public static Option<bool> NoAnswers { get; } = new("--no-answers") { Description = CliMessages.OptionNoAnswers };

    public static Option<string?> Json { get; } =
        new("--json") { Description = CliMessages.OptionJson, HelpName = "FILE" };

    public static Option<string?> Output { get; } =
        new("--output", "-o") { Description = CliMessages.OptionOutput, HelpName = "FILE" };

    public static Option<string?> Log { get; } =
        new("--log") { Description = CliMessages.OptionLog, HelpName = "FILE" };

    public static Option<string> LogFormat { get; } =
        new Option<string>("--log-format")
        {
            Description = CliMessages.OptionLogFormat,
            DefaultValueFactory = _ => "text",
        }.OneOf("text", "json");

    public static Option<bool> Yes { get; } = new("--yes") { Description = CliMessages.OptionYes };

    public static Option<bool> Quiet { get; } = new("--quiet") { Description = CliMessages.OptionQuiet };

    public static Option<bool> Last { get; } = new("--last") { Description = CliMessages.OptionLast };

    public static Argument<string> Suite { get; } =
        new("SUITE") { Description = CliMessages.ArgumentSuite };

    public static Argument<string?> Run { get; } = new("RUN")
    {
        Description = CliMessages.ArgumentRun,
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>In which form a result is written.</summary>
    /// <param name="forms">The forms that there are, the default first.</param>
    public static Option<string> Format(params string[] forms) => new Option<string>("--format")
    {
        Description = CliMessages.OptionFormat,
        DefaultValueFactory = _ => forms[0],
    }.OneOf(forms);

    private static Option<int?> AtLeastOne(string name, string helpName, string description) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = Values.Whole(1, MostOfAny),
    };
}
