using System.Globalization;
using System.Text.RegularExpressions;

namespace Hailstone.Suites.Parsing;

/// <summary>Reads what a run may cost and what its result must hold.</summary>
internal static partial class SettingsReader
{
    private const int MostWarnings = 10;
    private const int MostGates = 100;

    private static readonly string Bounds = $"0 < .. <= {BudgetSettings.MostUsd}";
    private static readonly decimal[] WarnAt = [0.5m, 0.8m];

    /// <summary>What may be spent on the whole, and on each target that says nothing of its own.</summary>
    public static (BudgetSettings Budget, decimal? PerTargetUsd) ReadBudget(
        Written.Mapping? mapping, SuiteOptions options, ProblemLog problems)
    {
        var from = mapping is null ? null : new MappingReader(mapping, "budget", SuiteKeys.Budget, problems);
        if (from?.Has("per_target_usd") == false)
            from.Require("usd");
        var usd = ReadUsd(from, "usd");
        var perTarget = ReadUsd(from, "per_target_usd");
        var warnAt = ReadWarnings(from) ?? [.. WarnAt];
        CheckUsd("--budget", options.BudgetUsd, problems);
        CheckUsd("--target-budget", options.TargetBudgetUsd, problems);
        return (new BudgetSettings(options.BudgetUsd ?? usd, warnAt), perTarget);
    }

    /// <summary>An amount of US dollars, over 0.</summary>
    public static decimal? ReadUsd(MappingReader? from, string key) => from?.Number(key, IsBudget, Bounds);

    public static IReadOnlyList<Gate> ReadGates(IReadOnlyList<Written>? gates, ProblemLog problems)
    {
        if (gates?.Count > MostGates)
            problems.Add(
                gates[MostGates],
                "suite.too-many-gates",
                Phrase.Of(SuiteMessages.TooManyGates, MostGates),
                SuiteMessages.TooManyMend);

        return [.. (gates ?? []).Take(MostGates).SelectMany(gate => ReadGate(gate, problems))];
    }

    private static void CheckUsd(string option, decimal? given, ProblemLog problems)
    {
        if (given is { } usd && !IsBudget(usd))
            problems.Add(
                new Place(option),
                "suite.out-of-range",
                Phrase.Of(SuiteMessages.OutOfRange, option, usd),
                Phrase.Of(SuiteMessages.OutOfRangeMend, Bounds));
    }

    private static bool IsBudget(decimal usd) => usd is > 0 and <= BudgetSettings.MostUsd;

    private static List<decimal>? ReadWarnings(MappingReader? from)
    {
        if (from?.List("warn_at") is not { } written)
            return null;

        var shares = new List<decimal>();
        foreach (var share in written.Take(MostWarnings))
        {
            if (share is not Written.Scalar scalar)
                from.Wrong<string>(share, "warn_at", SuiteMessages.KindNumber);
            else if (from.NumberOf(scalar, "warn_at", number => number is > 0 and < 1, "0 < .. < 1") is { } number)
                shares.Add(number);
        }

        if (written.Count > MostWarnings)
            from.Wrong<string>(written[MostWarnings], "warn_at", Phrase.Of(SuiteMessages.KindNumbers, MostWarnings));

        return shares;
    }

    private static IEnumerable<Gate> ReadGate(Written written, ProblemLog problems)
    {
        if (written is not Written.Mapping mapping)
        {
            if (written is not Written.Broken)
                problems.Add(
                    written,
                    "suite.wrong-kind",
                    Phrase.Of(SuiteMessages.WrongKind, "gates", SuiteMessages.KindMapping),
                    SuiteMessages.GateMend);

            return [];
        }

        var from = new MappingReader(mapping, "gate", SuiteKeys.Gate, problems, SuiteKeys.LaterGate);
        return SuiteKeys.Gate.Select(measure => ReadCondition(from, measure, problems)).OfType<Gate>();
    }

    private static Gate? ReadCondition(MappingReader from, string measure, ProblemLog problems)
    {
        if (from.Scalar(measure) is not { } scalar)
            return null;

        var match = Condition().Match(scalar.Text);
        if (match.Success && decimal.TryParse(
            match.Groups[2].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var bound))
            return new Gate(measure, match.Groups[1].Value, bound, problems.At(scalar));

        problems.Add(scalar, "suite.gate", Phrase.Of(SuiteMessages.Gate, scalar.Text, measure), SuiteMessages.GateMend);
        return null;
    }

    [GeneratedRegex(@"\A\s*(>=|>|<=|<)\s*(-?[0-9]+(?:\.[0-9]+)?)\s*\z")]
    private static partial Regex Condition();
}
