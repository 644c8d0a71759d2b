using Hailstone.Ledger;
using Hailstone.Planning;
using Hailstone.Reports;
using Hailstone.Running;
using Spectre.Console;

namespace Hailstone.Cli.Screen;

/// <summary>Shows how a run goes, on standard error: bars on a terminal, a line now and then elsewhere.</summary>
internal sealed class Progress : IRunWatcher, IDisposable
{
    private static readonly TimeSpan BarsEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LinesEvery = TimeSpan.FromSeconds(15);

    private readonly bool _writesLines;
    private readonly CancellationTokenSource _stop = new();
    private readonly RunPulse _pulse;
    private readonly Task _drawing;

    private Progress(Plan plan, bool quiet, TimeProvider time)
    {
        _pulse = new RunPulse(plan);
        _writesLines = !quiet && Console.IsErrorRedirected;
        _drawing = quiet ? Task.CompletedTask
            : Console.IsErrorRedirected ? LinesAsync(time)
            : Task.Run(() => BarsAsync(time));
    }

    /// <summary>Begins to show a run.</summary>
    public static Progress Start(Plan plan, bool quiet, TimeProvider time) => new(plan, quiet, time);

    public void Kept(Fact fact) => _pulse.Add(fact);

    public void Read(Fact fact) => _pulse.Add(fact);

    public void Moved(RunStatus status) => _pulse.Set(status);

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
            do
            {
                live.UpdateTarget(_pulse.Table());
                live.Refresh();
            }
            while (await WaitAsync(BarsEvery, time));
        });
    }

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
}
