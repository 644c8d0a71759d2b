using Hailstone.Providers;

namespace Hailstone.Storage.Tests.Killing;

/// <summary>A provider that kills its process while a question is out.</summary>
internal sealed class DeadlyProvider(IProvider provider, KillPoint point) : IProvider
{
    private int _heads;
    private int _answers;

    public async Task<Exchange> AskAsync(Ask ask, Action<ResponseHead> onHead, CancellationToken cancellation)
    {
        var exchange = await provider.AskAsync(
            ask,
            head =>
            {
                point.Reach(KillMoment.AtHead, Interlocked.Increment(ref _heads));
                onHead(head);
            },
            cancellation);
        point.Reach(KillMoment.AtAnswer, Interlocked.Increment(ref _answers));
        return exchange;
    }
}
