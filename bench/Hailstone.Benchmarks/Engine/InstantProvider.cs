using Hailstone.Benchmarks.Quota;
using Hailstone.Catalogue;
using Hailstone.Providers;

namespace Hailstone.Benchmarks.Engine;

/// <summary>Answers at once, always with the same objects: what is measured around it is all the engine's.</summary>
internal sealed class InstantProvider : IProvider
{
    private static readonly ResponseHead Head = new(200, new Dictionary<string, string>());

    private static readonly Task<Exchange> Answer = Task.FromResult<Exchange>(
        new Exchange.Answered(new Response
        {
            Text = ChatBodies.AnswerText,
            Stop = StopReason.Stop,
            StopRaw = "stop",
            Usage = new Usage { Input = 20, Output = 2 },
        })
        {
            Stamps = new Stamps { Sent = TimeSpan.Zero, Closed = TimeSpan.FromMilliseconds(1) },
            Head = Head,
            RequestHash = "00",
            RequestBody = "{}",
        });

    /// <inheritdoc/>
    public Task<Exchange> AskAsync(Ask ask, Action<ResponseHead> onHead, CancellationToken cancellation)
    {
        onHead(Head);
        return Answer;
    }
}
