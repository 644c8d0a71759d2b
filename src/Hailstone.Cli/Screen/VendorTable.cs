using System.Globalization;
using Hailstone.Providers;
using Hailstone.Reports;

namespace Hailstone.Cli.Screen;

/// <summary>Our books beside the vendors', with the difference.</summary>
internal static class VendorTable
{
    public static void Write(UsageBooks books, IReadOnlyList<VendorReport> vendors, TextWriter output)
    {
        var table = new Columns(
            CliMessages.ModelsProvider, CliMessages.VendorMeasure, "#" + CliMessages.VendorOurs,
            "#" + CliMessages.VendorTheirs, "#" + CliMessages.VendorDifference);
        foreach (var vendor in vendors)
        {
            var ours = books.By(UsageBy.Provider).FirstOrDefault(line => line.Name == vendor.Provider)
                ?? new UsageLine(vendor.Provider);
            Add(table, vendor.Provider, CliMessages.UsageCalls, ours.Calls, vendor.Calls, "N0");
            Add(table, vendor.Provider, CliMessages.UsageInput, ours.InputTokens, vendor.InputTokens, "N0");
            Add(table, vendor.Provider, CliMessages.UsageOutput, ours.OutputTokens, vendor.OutputTokens, "N0");
            Add(table, vendor.Provider, CliMessages.UsageUsd, ours.Usd + ours.UsdEstimated, vendor.Usd, "0.0000");
        }

        table.Write(output);
    }

    private static void Add(
        Columns table, string provider, string measure, decimal ours, decimal? theirs, string form) =>
        table.Add(provider, measure, Shown(ours, form), Shown(theirs, form), Shown(ours - theirs, form));

    private static string Shown(decimal? value, string form) =>
        value?.ToString(form, CultureInfo.InvariantCulture) ?? "-";
}
