using System.Security.Cryptography;
using Hailstone.Catalogue;
using Hailstone.Cli.Screen;
using Hailstone.Ledger;
using Hailstone.Pacing;
using Hailstone.Planning;
using Hailstone.Providers;
using Hailstone.Reports;
using Hailstone.Running;
using Hailstone.Running.Preflight;
using Hailstone.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hailstone.Cli.Session;

/// <summary>One run in this process: from a plan to a report and an exit code.</summary>
internal sealed class RunSession(RunRequest request, Plan plan, RunOptions options, TimeProvider time)
{
    private readonly Workspace _workspace = new(request.Ledger);
    private readonly ItemTokens _tokens = new(plan.Items);

    /// <summary>Whether what ended unanswered is asked again.</summary>
    public bool RetryFailed { get; init; }

    /// <summary>Begins a new run.</summary>
    public async Task<int> StartAsync()
    {
        var at = time.GetUtcNow();
        var run = NewRun.IdAt(at);
        if (Consent.Refused(plan, request.Yes) is { } code)
            return code;
        TellOutlook();
        await using var ledger = await _workspace.OpenAsync();
        await using var held = await ledger.HoldAsync(run, CancellationToken.None);
        var first = FirstFact.Of(plan, run, Program.Version, options, ModelCatalogue.Embedded().CompiledOn, at);
        return await RunAsync(ledger, run, first);
    }

    /// <summary>Goes on with a run. The caller holds it: what was read must not be old when it is written on.</summary>
    public Task<int> ResumeAsync(ISharedLedger ledger, string run) => RunAsync(ledger, run, null);

    /// <summary>Asks each target one tiny question, and keeps nothing.</summary>
    public async Task<int> CheckAsync()
    {
        using var simulation = options.Simulated ? await Simulation.StartAsync(plan, time) : null;
        if (simulation?.Problems is { Count: > 0 } wrong)
            return Problems.Write(wrong);
        var (endpoints, problems) = EndpointsOf(simulation);
        if (problems.Count > 0)
            return Problems.Write(problems);
        await using var ledger = new MemoryLedger();
        using var http = ProviderHttp.Create();
        using var interrupts = new Interrupts(time);
        var at = time.GetUtcNow();
        var run = NewRun.IdAt(at);
        var context = ContextOf(ledger, run, endpoints, http, NullLogger.Instance);
        var first = FirstFact.Of(plan, run, Program.Version, options, ModelCatalogue.Embedded().CompiledOn, at);
        var preflight = await new Preflighter(context, CatalogueOf()).RunAsync(first, interrupts.Stop);
        PreflightConsent.Tell(preflight, endpoints, request.Quiet);
        foreach (var line in PreflightText.Of(preflight, at))
            await Console.Out.WriteLineAsync(line);
        return preflight.WasInterrupted ? ExitCode.Interrupted
            : preflight.Refused.Any() || plan.Targets.Any(target => target.Refused is not null) ? ExitCode.TargetRefused
            : ExitCode.Complete;
    }

    private void TellOutlook()
    {
        if (request.Quiet)
            return;
        foreach (var line in Outlook.Brief(plan, Estimator.Of(plan, _tokens)))
            Console.Error.WriteLine(line);
    }

    // A new run has a first fact; one that goes on has it in the ledger.
    private async Task<int> RunAsync(ISharedLedger ledger, string run, RunStarted? first)
    {
        using var simulation = options.Simulated ? await Simulation.StartAsync(plan, time) : null;
        if (simulation?.Problems is { Count: > 0 } wrong)
            return Problems.Write(wrong);
        var (endpoints, problems) = EndpointsOf(simulation);
        if (problems.Count > 0)
            return Problems.Write(problems);

        if (NoticeOf() is not { } notice)
            return Problems.ExitCode;

        // What cannot be written is better known before the first question than after the last answer.
        if (request.Json is { } json and not "-")
            await OwnFile.Open(json, FileMode.OpenOrCreate).DisposeAsync();
        using var log = LogFile.Open(
            request.Log ?? Path.Combine(_workspace.FolderOf(run), "run.log"), request.LogAsJson, _workspace.LatestLog);
        using var http = ProviderHttp.Create();
        using var interrupts = new Interrupts(time);
        var context = ContextOf(ledger, run, endpoints, http, log.Log);
        var (preflight, refused) = first is null
            ? (null, null)
            : await PreflightAsync(context, first, endpoints, interrupts);
        var result = refused ?? await WatchedAsync(
            context with { Plan = preflight?.Plan ?? plan },
            watcher => new BudgetAlarm(watcher, notice, run, plan, http, time, log.Log),
            runner => preflight is null
                ? runner.ResumeAsync(
                    // The first fact is as large as the suite, and the plan says the same.
                    ledger.ReadAsync(run, 1, CancellationToken.None),
                    Program.Version,
                    interrupts.Stop,
                    interrupts.Drop)
                : runner.StartAsync(preflight, interrupts.Stop, interrupts.Drop));
        return await EndAsync(ledger, run, result, log.Path);
    }

    // A ledger that cannot be written may not be read either.
    private async Task<int> EndAsync(ISharedLedger ledger, string run, RunResult result, string logPath)
    {
        if (result.Problem is { } problem)
            Problems.Write(problem);
        var ending = new Ending(_workspace, ledger, run, request.Json, request.Quiet);
        try
        {
            var code = await ending.WriteAsync(logPath);
            return result.Because == EndReason.Ledger ? ExitCode.Stopped : code;
        }
        catch (LedgerException failure) when (result.Because == EndReason.Ledger)
        {
            if (failure.Message != result.Problem)
                Problems.Write(failure.Message);
            return ExitCode.Stopped;
        }
    }

    private RunContext ContextOf(
        ILedger ledger,
        string run,
        IReadOnlyDictionary<string, Endpoint> endpoints,
        HttpMessageInvoker http,
        ILogger log) => new()
        {
            Run = run,
            Plan = plan,
            Settings = SettingsOf(run),
            Ledger = ledger,
            Providers = new ProviderTable(endpoints, http, time).Of,
            Time = time,
            Log = log,
        };

    // Before anything is drawn: it may have a question to the user. A ledger that does not even take a run's first fact
    // is an error like any other: there is no run to tell of, and nothing was sent.
    private async Task<(PreflightResult? Preflight, RunResult? Refused)> PreflightAsync(
        RunContext context,
        RunStarted first,
        IReadOnlyDictionary<string, Endpoint> endpoints,
        Interrupts interrupts)
    {
        var preflighter = new Preflighter(context, CatalogueOf());
        try
        {
            var preflight = await preflighter.RunAsync(first, interrupts.Stop);
            if (PreflightConsent.Ends(preflight, endpoints, request) is not { } reason)
                return (preflight, null);
            RunEnded ended = new() { At = time.GetUtcNow(), Because = reason };
            await context.Ledger.AppendAsync(context.Run, [ended], [], CancellationToken.None);
            return (preflight, new RunResult(reason, null));
        }
        catch (LedgerException failure) when (preflighter.HasBegun)
        {
            return (null, new RunResult(EndReason.Ledger, failure.Message));
        }
    }

    private async Task<RunResult> WatchedAsync(
        RunContext context,
        Func<IRunWatcher, BudgetAlarm> alarmOf,
        Func<Runner, Task<RunResult>> go)
    {
        using var progress = Progress.Start(context.Plan, _tokens, request.Quiet, time, context.Log);
        var alarm = alarmOf(progress);
        using var runner = new Runner(context with { Watcher = alarm });
        try
        {
            return await go(runner);
        }
        finally
        {
            await progress.StopAsync();
            await alarm.AllToldAsync();
        }
    }

    private ModelCatalogue CatalogueOf() => OwnCatalogue.Read(time) ?? ModelCatalogue.Embedded();

    // Whom to tell of a budget; null where the user's file of it cannot be used.
    private BudgetNotice? NoticeOf()
    {
        var nobody = new BudgetNotice(null, null);
        if (plan.Suite.Budget is null || options.Simulated)
            return nobody;
        var (notice, problem) = BudgetNotice.Read(BudgetNotice.UserFile);
        if (problem is not null)
        {
            Problems.Write([problem]);
            return null;
        }

        if (notice?.Command is null || request.AllowPrograms)
            return notice ?? nobody;
        if (!request.Quiet)
            Console.Error.WriteLine(CliMessages.BudgetCommandNotAllowed);
        return notice with { Command = null };
    }

    private (IReadOnlyDictionary<string, Endpoint> Endpoints, IReadOnlyList<Suites.Problem> Problems) EndpointsOf(
        Simulation? simulation)
    {
        var catalogue = ModelCatalogue.Embedded();
        var strangers = request.BaseUrls.Keys
            .Except(catalogue.Providers.Select(provider => provider.Id))
            .Except(plan.Suite.Providers.Keys)
            .ToList();
        if (strangers.Count > 0)
            return (new Dictionary<string, Endpoint>(), [.. strangers.Select(id => NoSuchProvider(catalogue, id))]);
        if (simulation is not null)
            return (simulation.Endpoints(plan), []);
        var known = catalogue.Providers.Select(provider => provider.KeyVariable)
            .Concat(plan.Suite.Providers.Values.Select(provider => provider.KeyVariable))
            .OfType<string>()
            .ToHashSet();
        var (keys, unread) = Keys.Read(Environment.GetEnvironmentVariable, Path.GetFullPath(".env"), known);
        if (unread is not null)
            return (new Dictionary<string, Endpoint>(), [unread]);
        var hosts = AllowedHosts.OfUser();
        hosts.Add(request.AllowHosts);
        return new Endpoints(request.BaseUrls, Environment.GetEnvironmentVariable, keys, hosts.Contains).Of(plan);
    }

    private Suites.Problem NoSuchProvider(ModelCatalogue catalogue, string id) => new(
        new Suites.Place("--base-url"),
        "run.unknown-provider",
        Text.Of(CliMessages.NoSuchProvider, id),
        Text.Of(
            CliMessages.NoSuchProviderMend,
            string.Join(", ", catalogue.Providers.Select(provider => provider.Id).Concat(plan.Suite.Providers.Keys))));

    // The jitter's seed comes from the run's name, so that two processes on one quota do not wait in step.
    private RunSettings SettingsOf(string run) => new()
    {
        InFlight = options.InFlight,
        Policy = PacingPolicy.Of(plan.Suite.Policy),
        RetryFailed = RetryFailed,
        BudgetUsd = request.BudgetUsd,
        TargetBudgetUsd = request.TargetBudgetUsd,
        Deadline = request.Deadline,
        KeepAnswers = request.KeepAnswers,
        Seed = BitConverter.ToInt32(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(run)), 0),
    };
}
