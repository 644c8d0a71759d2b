using System.Globalization;
using Hailstone.Benchmarks.Bars;
using Hailstone.Benchmarks.Quota;
using Hailstone.Providers;
using Xunit;

namespace Hailstone.Tests.Benchmarks;

/// <summary>The server over sockets, as the real client sees it.</summary>
public sealed class QuotaServerTests
{
    private static readonly QuotaOptions Quick = new()
    {
        RequestsPerMinute = 6000,
        TokensPerMinute = 1_000_000,
        MedianLatency = TimeSpan.FromMilliseconds(1),
        Seed = 7,
    };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_answers_whole_and_streamed_and_tells_its_limits(bool stream)
    {
        var (exchanges, calls) = await AskAsync(Quick, 1, stream);

        var answered = Assert.IsType<Exchange.Answered>(exchanges.Single());
        Assert.Equal((ChatBodies.AnswerText, StopReason.Stop), (answered.Response.Text, answered.Response.Stop));
        Assert.Equal(2, answered.Response.Usage?.Output);
        Assert.Equal("5999", answered.Head?["x-ratelimit-remaining-requests"]);
        Assert.Equal("10ms", answered.Head?["x-ratelimit-reset-requests"]);
        Assert.Equal("999900", answered.Head?["x-ratelimit-remaining-tokens"]);
        Assert.Equal(Fate.Answered, calls.Single().Fate);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_kind_of_trouble_is_trouble_for_the_client(bool stream)
    {
        var (exchanges, calls) = await AskAsync(Quick with { FailureShare = 1 }, 40, stream);
        var kinds = calls.Select(call => Chance.TroubleOf(Quick with { FailureShare = 1 }, call.Question, 1)).ToList();

        Assert.All(calls, call => Assert.Equal(Fate.Failed, call.Fate));
        Assert.Equal(Enum.GetValues<Trouble>().Length, kinds.Distinct().Count());
        Assert.Equal(kinds.Select(StatusOf), exchanges.Select(exchange => exchange.Head?.Status));
        Assert.All(exchanges, exchange => Assert.IsType<Exchange.Failed>(exchange));
    }

    private static int? StatusOf(Trouble? trouble) => trouble switch
    {
        Trouble.ServerError => 500,
        Trouble.BadGateway or Trouble.Relay => 502,
        Trouble.Unavailable => 503,
        Trouble.Overloaded => 529,
        Trouble.Truncated => 200,
        _ => null,
    };

    private static async Task<(List<Exchange> Exchanges, IReadOnlyList<Call> Calls)> AskAsync(
        QuotaOptions options, int questions, bool stream)
    {
        await using var server = await QuotaServer.StartAsync(options, TimeProvider.System, Cancelled);
        using var http = ProviderHttp.Create();
        var provider = new ChatProvider(http, server.Api, key: null, TimeProvider.System);
        var target = new Questions("test", 1, OutputCap: 100, Seed: 1).Plan().Targets[0];
        var guard = TimeSpan.FromMinutes(1);
        var exchanges = new List<Exchange>();
        for (var question = 0; question < questions; question++)
        {
            var ask = new Ask
            {
                Model = target.Model.WireId,
                Prompt = question.ToString(CultureInfo.InvariantCulture),
                Settings = target.Settings with { Stream = stream },
                Limits = new PhaseLimits(guard, guard, guard, guard),
            };
            exchanges.Add(await provider.AskAsync(ask, _ => { }, Cancelled));
        }

        return (exchanges, server.Core.Calls);
    }
}
