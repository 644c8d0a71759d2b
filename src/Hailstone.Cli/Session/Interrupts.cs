using System.Runtime.InteropServices;

namespace Hailstone.Cli.Session;

/// <summary>
/// Turns Ctrl-C into wishes: the first stops sending and lets paid answers come in, the second (or half a minute)
/// drops them.
/// </summary>
internal sealed class Interrupts : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _drop;
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private readonly bool _announce;

    public Interrupts(TimeProvider time, bool announce = true)
    {
        _announce = announce;
        _drop = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, On);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, On);
    }

    /// <summary>Nothing new is to be sent.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>What is out is to be dropped.</summary>
    public CancellationToken Drop => _drop.Token;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _stop.Dispose();
        _drop.Dispose();
    }

    private void On(PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (_stop.IsCancellationRequested)
        {
            _drop.Cancel();
            return;
        }

        if (_announce)
            Console.Error.WriteLine(Environment.NewLine + CliMessages.Stopping);
        _drop.CancelAfter(Grace);
        _stop.Cancel();
    }
}
