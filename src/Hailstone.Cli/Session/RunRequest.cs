using System.CommandLine;
using Hailstone.Cli.Commands;
using Hailstone.Storage;

namespace Hailstone.Cli.Session;

/// <summary>What the command line says of how to run; what is run is the plan's.</summary>
internal sealed record RunRequest
{
    public required LedgerAddress Ledger { get; init; }

    public required IReadOnlyDictionary<string, Uri> BaseUrls { get; init; }

    public required IReadOnlyList<string> AllowHosts { get; init; }

    public bool AllowPrograms { get; init; }

    public TimeSpan? Deadline { get; init; }

    public int? InFlight { get; init; }

    public string? Policy { get; init; }

    public decimal? BudgetUsd { get; init; }

    public decimal? TargetBudgetUsd { get; init; }

    public bool KeepAnswers { get; init; } = true;

    public string? Json { get; init; }

    public string? Log { get; init; }

    public bool LogAsJson { get; init; }

    public bool Yes { get; init; }

    public bool Quiet { get; init; }

    /// <summary>The options that <see cref="Of"/> reads.</summary>
    public static IReadOnlyList<Option> Options { get; } =
    [
        SharedOptions.Ledger, SharedOptions.BaseUrl, SharedOptions.AllowHost, SharedOptions.AllowPrograms,
        SharedOptions.Deadline, SharedOptions.InFlight, SharedOptions.Policy, SharedOptions.NoAnswers,
        SharedOptions.Json, SharedOptions.Log,
        SharedOptions.LogFormat, SharedOptions.Yes, SharedOptions.Quiet,
    ];

    /// <summary>Reads what matters where nothing is kept.</summary>
    public static RunRequest OfCheck(ParseResult parsed, IReadOnlyDictionary<string, Uri> baseUrls) => new()
    {
        Ledger = Workspace.DefaultLedger,
        BaseUrls = baseUrls,
        AllowHosts = parsed.GetValue(SharedOptions.AllowHost) ?? [],
    };

    /// <summary>Reads them.</summary>
    public static RunRequest Of(ParseResult parsed, IReadOnlyDictionary<string, Uri> baseUrls) => new()
    {
        Ledger = parsed.GetValue(SharedOptions.Ledger)!,
        BaseUrls = baseUrls,
        AllowHosts = parsed.GetValue(SharedOptions.AllowHost) ?? [],
        AllowPrograms = parsed.GetValue(SharedOptions.AllowPrograms),
        Deadline = parsed.GetValue(SharedOptions.Deadline),
        InFlight = parsed.GetValue(SharedOptions.InFlight),
        Policy = parsed.GetValue(SharedOptions.Policy),
        BudgetUsd = parsed.GetValue(SharedOptions.Budget),
        TargetBudgetUsd = parsed.GetValue(SharedOptions.TargetBudget),
        KeepAnswers = !parsed.GetValue(SharedOptions.NoAnswers),
        Json = parsed.GetValue(SharedOptions.Json),
        Log = parsed.GetValue(SharedOptions.Log),
        LogAsJson = parsed.GetValue(SharedOptions.LogFormat) == "json",
        Yes = parsed.GetValue(SharedOptions.Yes),
        Quiet = parsed.GetValue(SharedOptions.Quiet),
    };
}
