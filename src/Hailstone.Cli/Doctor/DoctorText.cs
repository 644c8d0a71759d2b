using System.Globalization;
using Hailstone.Cli.Screen;
using Hailstone.Reports;

namespace Hailstone.Cli.Doctor;

/// <summary>What the doctor found, in one screen: a line for what is well, the first step that fails with its mend.
/// </summary>
internal static class DoctorText
{
    /// <summary>Its lines.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<Checkup> checkups, CheckStep ledger) =>
        checkups.SelectMany(Of).Concat(Of(ledger)).Select(line => Inert.Terminal(line));

    private static IEnumerable<string> Of(Checkup checkup)
    {
        var faults = checkup.Faults.ToList();
        yield return $"{(faults.Count == 0 ? CliMessages.DoctorWell : CliMessages.DoctorFault)} {checkup.Provider}"
            + $"  {checkup.Url}";
        foreach (var step in checkup.Steps.Where(step => step.Name == "key"))
            yield return $"    {step.Detail}";
        var well = checkup.Steps.Where(step => step.Fault is null && step.Name is not ("key" or "account"));
        if (string.Join("; ", well.Select(step => $"{step.Name} {step.Detail}")) is { Length: > 0 } way)
            yield return $"    {way}{(checkup.Proxy is { } proxy ? Text.Of(CliMessages.DoctorProxy, proxy) : "")}";
        if (checkup.Limits.Count > 0)
        {
            yield return "    " + Text.Of(CliMessages.DoctorLimits, PreflightText.LimitsOf(checkup.Limits))
                + (checkup.Tier is { } tier ? Text.Of(CliMessages.DoctorTier, tier) : "");
        }

        foreach (var line in faults.SelectMany(Fault))
            yield return line;
    }

    private static IEnumerable<string> Of(CheckStep ledger)
    {
        var state = ledger.Fault is null ? CliMessages.DoctorWell : CliMessages.DoctorFault;
        yield return $"{state} ledger  {ledger.Detail}";
        if (ledger.Fault is not null)
            yield return $"    -> {ledger.Mend}";
    }

    private static IEnumerable<string> Fault(CheckStep step)
    {
        yield return $"    {step.Name}: {step.Fault}: {step.Detail}";
        if (step.Mend.Length > 0)
            yield return $"    -> {step.Mend}";
    }

    /// <summary>What the client's own clock is worth.</summary>
    public static string Clock(IReadOnlyList<TimeSpan> errors) => Text.Of(
        CliMessages.DoctorClock,
        errors.Count,
        Milliseconds(errors[errors.Count / 2]),
        Milliseconds(errors[^1]));

    private static string Milliseconds(TimeSpan time) =>
        time.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture);
}
