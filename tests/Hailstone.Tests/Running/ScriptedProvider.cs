using Hailstone.Providers;

namespace Hailstone.Tests.Running;

/// <summary>A provider that does what a test says.</summary>
internal sealed class ScriptedProvider(Func<Ask, CancellationToken, Task<Exchange>> answer) : IProvider
{
    public async Task<Exchange> AskAsync(Ask ask, Action<ResponseHead> onHead, CancellationToken cancellation)
    {
        var exchange = await answer(ask, cancellation);
        if (exchange.Head is { } head)
            onHead(head);
        return exchange;
    }
}
