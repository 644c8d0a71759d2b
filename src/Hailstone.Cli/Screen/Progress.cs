using Hailstone.Ledger;
using Hailstone.Planning;
using Hailstone.Reports;
using Hailstone.Running;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace Hailstone.Cli.Screen;

/// <summary>
/// Shows how a run goes, on standard error: bars on a terminal, a line now and then elsewhere; and once, when the first
/// answers are there, what they say of the whole.
/// </summary>
internal sealed partial class Progress : IRunWatcher, IDisposable
{
    private static readonly TimeSpan BarsEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LinesEvery = TimeSpan.FromSeconds(15);

    private readonly bool _writesLines;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly RunPulse _pulse;
    private readonly Task _drawing;
    private string? _pilot;

    private Progress(RunPulse pulse, bool quiet, TimeProvider time, ILogger log)
    {
        _pulse = pulse;
        _log = log;
        _writesLines = !quiet && Console.IsErrorRedirected;
        _drawing = quiet ? Task.CompletedTask
            : Console.IsErrorRedirected ? LinesAsync(time)
            : Task.Run(() => BarsAsync(time));
    }

    /// <summary>Begins to show a run.</summary>
    public static Progress Start(Plan plan, ItemTokens tokens, bool quiet, TimeProvider time, ILogger log) =>
        new(new RunPulse(plan, tokens), quiet, time, log);

    public void Kept(Fact fact) => _pulse.Add(fact);

    public void Read(Fact fact) => _pulse.Add(fact);

    public void Moved(RunStatus status)
    {
        _pulse.Set(status);
        if (_pulse.TakePilot() is not { } pilot)
            return;
        PilotDone(
            _log,
            pilot.Targets.Sum(target => target.Seen),
            pilot.UsdLow,
            pilot.UsdHigh,
            pilot.Time.LowSeconds,
            pilot.Time.HighSeconds,
            pilot.Time.Pool,
            pilot.Time.Limit);
        if (pilot.Budget is { } end)
            BudgetWillEnd(_log, end.Usd, end.Trials, end.Of);
        Say(PilotText.Of(pilot));
    }

    public void Warned(BudgetWarning warning)
    {
        _pulse.Set(warning);
        if (_writesLines)
            Console.Error.WriteLine(Inert.Terminal(RunPulse.Of(warning)));
    }

    /// <summary>Ends it, so that the report has the screen for itself.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _drawing;
    }

    public void Dispose() => _stop.Dispose();

    // Who draws bars writes it above them.
    private void Say(string pilot)
    {
        if (_writesLines)
            Console.Error.WriteLine(pilot);
        else
            Volatile.Write(ref _pilot, pilot);
    }

    private async Task LinesAsync(TimeProvider time)
    {
        while (await WaitAsync(LinesEvery, time))
        {
            if (_pulse.Line() is { } line)
                await Console.Error.WriteLineAsync(Inert.Terminal(line));
        }
    }

    private async Task BarsAsync(TimeProvider time)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        await console.Live(new Markup("")).AutoClear(true).StartAsync(async live =>
        {
            bool goesOn;
            do
            {
                goesOn = await WaitAsync(BarsEvery, time);
                // In the last column a terminal may already begin the next line.
                var width = Math.Max(1, console.Profile.Width - 1);
                if (Interlocked.Exchange(ref _pilot, null) is { } pilot)
                    console.Write(Rows(Bars.Cover(pilot, width)));
                live.UpdateTarget(Rows(_pulse.Lines(width)));
                live.Refresh();
            }
            while (goesOn);
        });
    }

    private static Rows Rows(IEnumerable<string> lines) =>
        new(lines.Select(line => new Spectre.Console.Text(line)));

    private async Task<bool> WaitAsync(TimeSpan delay, TimeProvider time)
    {
        try
        {
            await Task.Delay(delay, time, _stop.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(
        103,
        LogLevel.Information,
        "After {Answers} answers: {UsdLow:0.000000} to {UsdHigh:0.000000} USD in all, {LowSeconds:0} to "
            + "{HighSeconds:0} s to go, longest {Pool} {Limit}")]
    private static partial void PilotDone(
        ILogger log,
        long answers,
        decimal usdLow,
        decimal? usdHigh,
        double? lowSeconds,
        double? highSeconds,
        string? pool,
        string? limit);

    [LoggerMessage(104, LogLevel.Warning, "The budget of {BudgetUsd} USD will end after about {Trials} of {Of} trials")]
    private static partial void BudgetWillEnd(ILogger log, decimal budgetUsd, int trials, int of);
}
