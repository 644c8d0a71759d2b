using System.CommandLine;
using Hailstone.Catalogue;
using Hailstone.Cli.Doctor;
using Hailstone.Cli.Screen;
using Hailstone.Cli.Session;
using Hailstone.Providers;
using Hailstone.Reports;

namespace Hailstone.Cli.Commands;

/// <summary><c>hailstone doctor</c>: what stands between this machine and an answer.</summary>
internal static class DoctorCommand
{
    private static readonly Option<bool> AsJson = new("--json") { Description = CliMessages.OptionDoctorJson };
    private static readonly Option<bool> Clock = new("--clock") { Description = CliMessages.OptionClock };

    public static Command Make()
    {
        var command = new Command("doctor", CliMessages.CommandDoctor)
        {
            SharedOptions.BaseUrl, SharedOptions.Ledger, AsJson, Clock,
        };
        command.SetAction((parsed, _) => parsed.GetValue(Clock) ? ClockAsync() : RunAsync(parsed));
        return command;
    }

    private static async Task<int> ClockAsync()
    {
        var errors = await ClockCheck.ErrorsAsync(TimeProvider.System);
        if (errors.Count == 0)
        {
            Problems.Write(CliMessages.DoctorNoClock, CliMessages.DoctorMendNoClock);
            return ExitCode.TargetRefused;
        }

        await Console.Out.WriteLineAsync(DoctorText.Clock(errors));
        return ExitCode.Complete;
    }

    private static async Task<int> RunAsync(ParseResult parsed)
    {
        if (SuiteInput.BaseUrls(parsed) is not { } baseUrls
            || OwnCatalogue.Read(TimeProvider.System) is not { } catalogue)
        {
            return Problems.ExitCode;
        }

        var known = catalogue.Providers.Select(provider => provider.KeyVariable).OfType<string>().ToHashSet();
        var (keys, unread) = Keys.Read(Environment.GetEnvironmentVariable, Path.GetFullPath(".env"), known);
        if (unread is not null)
            return Problems.Write([unread]);
        using var http = ProviderHttp.Create();
        var examination = new Examination(catalogue, keys, http, TimeProvider.System);
        var checkups = await Task.WhenAll(
            Patients(catalogue, keys, baseUrls).Select(patient => examination.OfAsync(patient.Provider, patient.Url)));
        var ledger = await LedgerCheck.OfAsync(new Workspace(parsed.GetValue(SharedOptions.Ledger)!));
        await WriteAsync(parsed.GetValue(AsJson), checkups, ledger, known);
        return ledger.Fault is not null ? ExitCode.Stopped
            : checkups.Any(checkup => checkup.Faults.Any()) ? ExitCode.TargetRefused
            : checkups.Length == 0 ? ExitCode.Unusable
            : ExitCode.Complete;
    }

    private static async Task WriteAsync(
        bool asJson, Checkup[] checkups, CheckStep ledger, IReadOnlySet<string> known)
    {
        if (asJson)
        {
            await using var output = Console.OpenStandardOutput();
            DoctorJson.Write(output, checkups, ledger);
            return;
        }

        foreach (var line in DoctorText.Of(checkups, ledger))
            await Console.Out.WriteLineAsync(line);
        if (checkups.Length == 0)
            await Console.Out.WriteLineAsync(Text.Of(CliMessages.DoctorNoKey, string.Join(", ", known.Order())));
    }

    // Whoever has a key, or was named with an address.
    private static IEnumerable<(ProviderFact Provider, Uri Url)> Patients(
        ModelCatalogue catalogue, Keys keys, IReadOnlyDictionary<string, Uri> baseUrls)
    {
        foreach (var provider in catalogue.Providers)
        {
            var own = baseUrls.GetValueOrDefault(provider.Id)
                ?? (provider.EndpointVariable is { } variable
                    && Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
                    ? Endpoints.Address(text)
                    : null);
            var hasKey = provider.KeyVariable is { } name && keys.Of(name) is not null;
            if ((hasKey || baseUrls.ContainsKey(provider.Id)) && (own ?? provider.BaseUrl) is { } url)
                yield return (provider, url);
        }
    }
}
