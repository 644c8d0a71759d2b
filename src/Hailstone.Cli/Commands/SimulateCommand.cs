using System.CommandLine;
using System.Globalization;
using Hailstone.Cli.Screen;
using Hailstone.Cli.Session;
using Hailstone.Ledger;
using Hailstone.Simulator;

namespace Hailstone.Cli.Commands;

/// <summary><c>hailstone simulate</c>: the simulator on a loopback port, for other programs too.</summary>
internal static class SimulateCommand
{
    private const int MostPort = 65_535;
    private const long MostAMinute = 1_000_000_000_000;

    private static readonly Argument<string?> Suite = new("SUITE")
    {
        Description = CliMessages.ArgumentSimulateSuite,
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<int?> Port = new("--port")
    {
        Description = CliMessages.OptionPort,
        HelpName = "N",
        CustomParser = Values.Whole(0, MostPort),
    };

    private static readonly Option<long?> Seed = new("--seed")
    {
        Description = CliMessages.OptionSeed,
        HelpName = "N",
        DefaultValueFactory = _ => 1,
        CustomParser = Values.Whole(long.MinValue, long.MaxValue),
    };

    private static readonly Option<long?> Rpm = Limit("--rpm", CliMessages.OptionRpm);

    private static readonly Option<long?> Tpm = Limit("--tpm", CliMessages.OptionTpm);

    private static readonly Option<TimeSpan?> Burst = Duration("--burst", CliMessages.OptionBurst);

    private static readonly Option<TimeSpan?> FirstToken = Duration("--first-token", CliMessages.OptionFirstToken);

    private static readonly Option<TimeSpan?> PerToken = Duration("--per-token", CliMessages.OptionPerToken);

    private static readonly Option<string[]> Fault =
        new("--fault") { Description = CliMessages.OptionFault, HelpName = "NAME=P" };

    private static readonly Option<string[]> Outage =
        new("--outage") { Description = CliMessages.OptionOutage, HelpName = "FROM+LENGTH[=NAME]" };

    private static readonly Option<string[]> Model =
        new("--model") { Description = CliMessages.OptionSimulatedModel, HelpName = "ID" };

    private static readonly Option<string[]> Rule =
        new("--rule") { Description = CliMessages.OptionRule, HelpName = "MODEL=RULE" };

    private static readonly Option<bool> NoHeaders =
        new("--no-quota-headers") { Description = CliMessages.OptionNoHeaders };

    private static readonly Option<bool> NoRetryAfter =
        new("--no-retry-after") { Description = CliMessages.OptionNoRetryAfter };

    public static Command Make()
    {
        var command = new Command("simulate", CliMessages.CommandSimulate)
        {
            Suite, Port, Seed, Rpm, Tpm, Burst, FirstToken, PerToken, Fault, Outage, Model, Rule, NoHeaders,
            NoRetryAfter,
        };
        SimulateQuota.AddTo(command);
        command.SetAction((parsed, _) => SimulateAsync(parsed));
        return command;
    }

    private static async Task<int> SimulateAsync(ParseResult parsed)
    {
        AnswerBook? book = null;
        if (parsed.GetValue(Suite) is { } path)
        {
            if (SuiteInput.Read(path, new RunOptions { Simulated = true }, TimeProvider.System) is not { } plan)
                return Problems.ExitCode;
            (book, var problems) = Simulation.Book(plan.Suite);
            if (problems.Count > 0)
                return Problems.Write(problems);
        }

        if (OptionsOf(parsed, book) is not { } usual || SimulateQuota.Apply(parsed, usual) is not { } options)
            return Problems.ExitCode;
        using var interrupts = new Interrupts(TimeProvider.System, announce: false);
        SimulatorServer server;
        try
        {
            server = await SimulatorServer.StartAsync(
                options, parsed.GetValue(Port) ?? 0, TimeProvider.System, CancellationToken.None);
        }
        catch (Exception fault) when (fault is IOException or ArgumentException)
        {
            return Problems.Write(fault.Message);
        }

        await using (server)
        {
            var address = server.Address.ToString().TrimEnd('/');
            await Console.Out.WriteLineAsync(Text.Of(CliMessages.SimulatorAt, address));
            await Console.Error.WriteLineAsync(Text.Of(CliMessages.SimulatorUse, address));
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, interrupts.Stop)
                .ContinueWith(_ => { }, TaskScheduler.Default);
        }

        return 0;
    }

    private static SimulatorOptions? OptionsOf(ParseResult parsed, AnswerBook? book)
    {
        var faults = (parsed.GetValue(Fault) ?? []).Select(FaultOf).ToList();
        var outages = (parsed.GetValue(Outage) ?? []).Select(OutageOf).ToList();
        if (faults.Contains(null) || outages.Contains(null))
            return null;
        var usual = new LatencyOptions();
        return WithModels(parsed, new SimulatorOptions
        {
            Seed = parsed.GetValue(Seed)!.Value,
            Answers = book,
            AnyModel = new ModelOptions
            {
                Latency = usual with
                {
                    FirstToken = parsed.GetValue(FirstToken) ?? usual.FirstToken,
                    PerToken = parsed.GetValue(PerToken) ?? usual.PerToken,
                },
            },
            Quota = new QuotaOptions
            {
                RequestsPerMinute = parsed.GetValue(Rpm),
                TokensPerMinute = parsed.GetValue(Tpm),
                Burst = parsed.GetValue(Burst),
            },
            QuotaHeaders = !parsed.GetValue(NoHeaders),
            RetryAfter = !parsed.GetValue(NoRetryAfter),
            Faults = [.. faults.OfType<FaultOptions>()],
            Outages = [.. outages.OfType<OutageOptions>()],
        });
    }

    /// <summary>The models that exist, and what each refuses; null, once told, where a rule is none.</summary>
    private static SimulatorOptions? WithModels(ParseResult parsed, SimulatorOptions options)
    {
        var wrong = 0;
        foreach (var rule in (parsed.GetValue(Rule) ?? []).OrderBy(text => !text.StartsWith('*')))
        {
            if (ModelRuleText.Add(options, rule) is { } more)
                options = more;
            else
                wrong += Problems.Write(Text.Of(CliMessages.BadRule, rule, ModelRuleText.Forms));
        }

        if (wrong > 0)
            return null;
        if (parsed.GetValue(Model) is not { Length: > 0 } named)
            return options with { AnyOther = true };
        var models = new Dictionary<string, ModelOptions>(options.Models ?? new Dictionary<string, ModelOptions>());
        foreach (var id in named)
            models.TryAdd(id, options.AnyModel);
        return options with { Models = models };
    }

    private static FaultOptions? FaultOf(string text)
    {
        var parts = text.Split('=', 2);
        if (parts.Length == 2 && FaultOptions.Names.Contains(parts[0])
            && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var share)
            && share is >= 0 and <= 1)
        {
            return new FaultOptions(parts[0], share);
        }

        Problems.Write(Text.Of(CliMessages.BadFault, text, string.Join(", ", FaultOptions.Names)));
        return null;
    }

    private static OutageOptions? OutageOf(string text)
    {
        var parts = text.Split('=', 2);
        var times = parts[0].Split('+', 2);
        var from = times[0] == "0s" ? TimeSpan.Zero : Durations.Of(times[0]);
        var fault = parts.Length == 2 ? parts[1] : "503";
        if (times.Length == 2 && from is { } start && Durations.Of(times[1]) is { } length
            && FaultOptions.Names.Contains(fault))
        {
            return new OutageOptions(start, length, fault);
        }

        Problems.Write(Text.Of(CliMessages.BadOutage, text));
        return null;
    }

    private static Option<long?> Limit(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = Values.Whole(1L, MostAMinute),
    };

    private static Option<TimeSpan?> Duration(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DURATION",
        CustomParser = Durations.Parse,
    };
}
