using Hailstone.Cli.Doctor;
using Hailstone.Cli.Screen;
using Hailstone.Ledger;
using Hailstone.Running.Preflight;

namespace Hailstone.Cli.Session;

/// <summary>Says what a preflight found, and asks whether the rest shall run.</summary>
internal static class PreflightConsent
{
    private const string RefusedKey = "preflight.invalid-key";

    /// <summary>Why the run ends before its first trial; null where it goes on.</summary>
    public static EndReason? Ends(
        PreflightResult preflight, IReadOnlyDictionary<string, Endpoint> endpoints, RunRequest request)
    {
        if (preflight.WasInterrupted)
            return EndReason.Interrupted;
        Tell(preflight, endpoints, request.Quiet);
        var refused = preflight.Refused.Count();
        if (refused == 0)
            return null;
        var rest = preflight.Findings.Count - refused;
        if (rest == 0)
        {
            Console.Error.WriteLine(CliMessages.PreflightAllRefused);
            return EndReason.Preflight;
        }

        if (request.Yes)
            return null;
        if (!Consent.CanAsk)
        {
            Console.Error.WriteLine(Text.Of(CliMessages.PreflightNoTerminal, rest));
            return EndReason.Preflight;
        }

        return Consent.IsGiven(Text.Of(CliMessages.RefusedAsk, rest)) ? null : EndReason.Preflight;
    }

    /// <summary>Says what was found, on standard error.</summary>
    public static void Tell(
        PreflightResult preflight, IReadOnlyDictionary<string, Endpoint> endpoints, bool quiet)
    {
        foreach (var finding in preflight.Findings)
        {
            if (finding.Refused is { } refused)
                Problems.Write(CliMessages.Refused, refused);
            else if (finding.Amendment is not null && !quiet)
                Note(Text.Of(
                    CliMessages.PreflightAmended, finding.Planned.Target.Id, Changes(finding), finding.Said));
            if (finding.Warning is { } warning)
                Problems.Write(CliMessages.Warning, warning);
        }

        foreach (var provider in preflight.Refused
            .Where(finding => finding.Refused!.Code == RefusedKey)
            .Select(finding => finding.Planned.Model.Provider)
            .DistinctBy(provider => provider.Id))
        {
            if (provider.KeyVariable is { } variable && endpoints[provider.Id] is { Key: { } key, KeyFrom: { } from })
                Note("    " + Text.Of(CliMessages.DoctorKey, variable, from, KeyMask.Of(key)));
        }

        if (!quiet)
        {
            Note(Text.Of(
                CliMessages.PreflightCalls,
                preflight.Calls,
                preflight.Findings.Count(finding => finding.Answered),
                preflight.Findings.Count,
                preflight.CostUsd));
        }
    }

    private static string Changes(Finding finding)
    {
        var amendment = finding.Amendment!;
        return string.Join(", ", [
            .. amendment.Dialect is { } dialect ? [dialect] : Array.Empty<string>(),
            .. amendment.Renamed.Select(pair => $"{pair.Key} -> {pair.Value}"),
            .. amendment.Omitted.Select(name => $"- {name}"),
        ]);
    }

    private static void Note(string text) => Console.Error.WriteLine(Reports.Inert.Terminal(text));
}
