using System.Globalization;
using Hailstone.Scoring;
using Hailstone.Statistics;

namespace Hailstone.Reports;

/// <summary>Numbers and words as a person reads them.</summary>
internal static class Figures
{
    /// <summary>What stands for what is not known.</summary>
    public const string Unknown = "-";

    /// <summary>Fills a text.</summary>
    public static string Text(string format, params object?[] values) =>
        string.Format(CultureInfo.InvariantCulture, format, values);

    /// <summary>A count.</summary>
    public static string Count(int count) => Text("{0}", count);

    /// <summary>A share of 1 in percent.</summary>
    public static string Percent(double? share) => share is { } value ? Text("{0:0.0}", 100 * value) : Unknown;

    /// <summary>A score's interval in percent; nothing where no score is known.</summary>
    public static string Interval(Estimate? score) =>
        score?.Mean is null ? Unknown : Interval(score.Low, score.High);

    /// <summary>Two shares of 1 in percent.</summary>
    public static string Interval(double? low, double? high) =>
        low is null || high is null ? Unknown : $"{Percent(low)}–{Percent(high)}";

    /// <summary>Milliseconds in seconds.</summary>
    public static string Latency(double? milliseconds) => milliseconds switch
    {
        null => Unknown,
        >= 100_000 => Text("{0:0}", milliseconds / 1000),
        _ => Text("{0:0.00}", milliseconds / 1000),
    };

    /// <summary>A time in its two largest units.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 9.95 } => Text(ReportMessages.Seconds, Text("{0:0.0}", time.TotalSeconds)),
        { TotalSeconds: < 60 } => Text(ReportMessages.Seconds, (int)time.TotalSeconds),
        { TotalMinutes: < 60 } => Text(ReportMessages.Minutes, time.Minutes, time.Seconds),
        _ => Text(ReportMessages.Hours, (int)time.TotalHours, time.Minutes),
    };

    /// <summary>Money alone.</summary>
    public static string Dollars(decimal usd) => "$" + Money(usd, Digits([usd]));

    /// <summary>Money with so many digits after the point; what is more than nothing never reads as nothing.</summary>
    public static string Money(decimal? usd, int digits)
    {
        if (usd is not { } value)
            return Unknown;
        var text = value.ToString("F" + digits, CultureInfo.InvariantCulture);
        var least = new decimal(1, 0, 0, isNegative: false, (byte)digits);
        return value > 0 && value < least / 2 ? "<" + least.ToString(CultureInfo.InvariantCulture) : text;
    }

    /// <summary>The digits after the point that a column of money needs, by its largest value.</summary>
    public static int Digits(IEnumerable<decimal?> column) => (column.Max() ?? 0) switch
    {
        >= 10 => 2,
        >= 0.1m => 4,
        _ => 6,
    };

    /// <summary>The cost of attempts in a column: a lower bound where some are of unknown cost.</summary>
    public static string Cost(Cost cost, int digits) => cost switch
    {
        { UsdKnown: null } => Unknown,
        { AttemptsOfUnknownCost: > 0 } => "≥" + Money(cost.UsdKnown, digits),
        _ => Money(cost.UsdKnown, digits),
    };

    /// <summary>An outcome's word.</summary>
    public static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Scored => ReportMessages.OutcomeScored,
        Outcome.Refused => ReportMessages.OutcomeRefused,
        Outcome.Filtered => ReportMessages.OutcomeFiltered,
        Outcome.Truncated => ReportMessages.OutcomeTruncated,
        Outcome.TooLong => ReportMessages.OutcomeTooLong,
        Outcome.Unparseable => ReportMessages.OutcomeUnparseable,
        Outcome.Failed => ReportMessages.OutcomeFailed,
        Outcome.JudgeFailed => ReportMessages.OutcomeJudgeFailed,
        Outcome.NotRun => ReportMessages.OutcomeNotRun,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };
}
