using System.Globalization;
using Hailstone.Running.Projecting;

namespace Hailstone.Cli.Screen;

/// <summary>
/// Money and time as a person reads them: one number where both ends are near, or where the lower says next to nothing,
/// else from one to the other.
/// </summary>
internal static class Amounts
{
    private const decimal NearUsd = 1.05m;
    private const double NearSeconds = 1.25;
    private const double FarSeconds = 0.1;

    /// <summary>An amount, with as many digits as it takes to see something.</summary>
    public static string Usd(decimal usd) => Usd(usd, usd switch
    {
        < 0.01m => "0.000000",
        < 1 => "0.0000",
        _ => "#,0.00",
    });

    /// <summary>An amount that is not known exactly: two or three digits.</summary>
    public static string About(decimal usd) => Usd(usd, usd switch
    {
        < 0.001m => "0.000000",
        < 0.01m => "0.0000",
        < 0.1m => "0.000",
        _ => "#,0.00",
    });

    /// <summary>From one amount to another; without an upper end, or more.</summary>
    public static string Between(decimal low, decimal? high) => high switch
    {
        null => Text.Of(CliMessages.AmountOrMore, About(low)),
        { } most when most <= low * NearUsd => Text.Of(CliMessages.AmountAbout, About((low + most) / 2)),
        { } most => Text.Of(CliMessages.OutlookCost, About(low), About(most)),
    };

    /// <summary>How much longer; null where nothing tells.</summary>
    public static string? Between(TimeProjection time) => time switch
    {
        { LowSeconds: not { } } or { HighSeconds: not { } } => time.LeastSeconds >= 1
            ? Text.Of(CliMessages.AmountOrMore, Short(time.LeastSeconds))
            : null,
        { LowSeconds: { } low, HighSeconds: { } high } when high <= Math.Max(1, low) * NearSeconds =>
            Text.Of(CliMessages.AmountAbout, Short((low + high) / 2)),
        { LowSeconds: { } low, HighSeconds: { } high } when low <= high * FarSeconds =>
            Text.Of(CliMessages.AmountAtMost, Short(high)),
        { LowSeconds: { } low, HighSeconds: { } high } => Text.Of(CliMessages.OutlookCost, Short(low), Short(high)),
    };

    /// <summary>A time in the few letters that a line has room for.</summary>
    public static string Short(double seconds) =>
        Short(TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.MaxValue.TotalSeconds / 2)));

    /// <inheritdoc cref="Short(double)"/>
    public static string Short(TimeSpan time) => time switch
    {
        { TotalHours: >= 1 } => Text.Of("{0}h{1:00}m", (int)time.TotalHours, time.Minutes),
        { TotalMinutes: >= 1 } => Text.Of("{0}m{1:00}s", time.Minutes, time.Seconds),
        _ => Text.Of("{0:0}s", Math.Ceiling(time.TotalSeconds)),
    };

    private static string Usd(decimal usd, string format) => "$" + usd.ToString(format, CultureInfo.InvariantCulture);
}
