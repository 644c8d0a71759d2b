using System.Globalization;
using Hailstone.Catalogue;
using Hailstone.Ledger;

namespace Hailstone.Reports;

/// <summary>
/// What was used and spent, by provider, model, day and run: sums over the ends of attempts. Days are UTC's, as the
/// vendors count them. What was simulated or imported cost nobody anything here, and is left out.
/// </summary>
/// <param name="since">The first day that counts; null for all.</param>
public sealed class UsageBooks(DateOnly? since = null)
{
    private readonly Dictionary<(UsageBy By, string Name), UsageLine> _lines = [];
    private RunStarted? _run;

    /// <summary>All of it.</summary>
    public UsageLine Total { get; private set; } = new("");

    /// <summary>Runs that were left out.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Takes the next fact: of one run after the other, each from its beginning.</summary>
    /// <param name="fact">The fact.</param>
    public void Add(Fact fact)
    {
        if (fact is RunStarted started)
        {
            _run = started;
            LeftOut += IsReal(started) ? 0 : 1;
        }

        if (fact is not AttemptEnded ended || _run is not { } run || !IsReal(run)
            || TargetOf(run, ended) is not { } target)
            return;
        var day = DateOnly.FromDateTime(ended.At.UtcDateTime);
        if (day < since)
            return;
        Add(UsageBy.Provider, target.Provider, ended);
        Add(UsageBy.Model, $"{target.Provider}/{target.WireId}", ended);
        Add(UsageBy.Day, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ended);
        Add(UsageBy.Run, run.Run, ended);
        Total = Total.With(ended);
    }

    /// <summary>The lines of one order: days and runs as they follow each other, else the dearest first.</summary>
    /// <param name="by">By what.</param>
    public IReadOnlyList<UsageLine> By(UsageBy by)
    {
        var lines = _lines.Where(line => line.Key.By == by).Select(line => line.Value);
        return by is UsageBy.Day or UsageBy.Run
            ? [.. lines.OrderBy(line => line.Name, StringComparer.Ordinal)]
            : [.. lines.OrderByDescending(line => line.Usd + line.UsdEstimated)
                .ThenBy(line => line.Name, StringComparer.Ordinal)];
    }

    private static bool IsReal(RunStarted run) => run.Options is { Simulated: false, Imported: false };

    private static TargetFact? TargetOf(RunStarted run, AttemptEnded ended) =>
        run is { Targets.Count: > 0 and var targets, Repeats: > 0 and var repeats } && ended.Trial >= 0
            ? run.Targets[ended.Trial / repeats % targets]
            : null;

    private void Add(UsageBy by, string name, AttemptEnded ended) =>
        _lines[(by, name)] = (_lines.GetValueOrDefault((by, name)) ?? new UsageLine(name)).With(ended);
}

/// <summary>By what usage is summed up.</summary>
public enum UsageBy
{
    /// <summary>The provider.</summary>
    Provider,

    /// <summary>The model, after its provider.</summary>
    Model,

    /// <summary>The day, in UTC.</summary>
    Day,

    /// <summary>The run.</summary>
    Run,
}

/// <summary>A sum of attempts.</summary>
/// <param name="Name">Of what.</param>
public sealed record UsageLine(string Name)
{
    /// <summary>Attempts that ended.</summary>
    public long Calls { get; init; }

    /// <summary>Input tokens as providers counted them, those from a cache included.</summary>
    public long InputTokens { get; init; }

    /// <summary>The part of them that was read from a cache.</summary>
    public long CachedTokens { get; init; }

    /// <summary>Output tokens as providers counted them, reasoning included.</summary>
    public long OutputTokens { get; init; }

    /// <summary>The part of them that was reasoning.</summary>
    public long ReasoningTokens { get; init; }

    /// <summary>US dollars by the tokens that providers counted.</summary>
    public decimal Usd { get; init; }

    /// <summary>US dollars that are estimates.</summary>
    public decimal UsdEstimated { get; init; }

    /// <summary>Attempts that may have been billed, and nobody said how much.</summary>
    public long UnknownCost { get; init; }

    internal UsageLine With(AttemptEnded ended)
    {
        var usage = ended.Usage ?? new Usage();
        return this with
        {
            Calls = Calls + 1,
            InputTokens = InputTokens + (usage.Input ?? 0),
            CachedTokens = CachedTokens + (usage.CacheRead ?? 0),
            OutputTokens = OutputTokens + (usage.Output ?? 0),
            ReasoningTokens = ReasoningTokens + (usage.Reasoning ?? 0),
            Usd = Usd + (ended.CostStatus == CostStatus.Reported ? ended.CostUsd ?? 0 : 0),
            UsdEstimated = UsdEstimated + (ended.CostStatus == CostStatus.Estimated ? ended.CostUsd ?? 0 : 0),
            UnknownCost = UnknownCost + (ended.CostStatus == CostStatus.Unknown ? 1 : 0),
        };
    }
}
