using System.Text;
using System.Text.Json;
using Hailstone.Middleware;
using Hailstone.Simulator;
using Hailstone.Suites;
using Hailstone.Tests.Simulator;
using Xunit;
using ChargeRule = Hailstone.Catalogue.ChargeRule;

namespace Hailstone.Tests.Middleware;

public sealed class PacingHandlerTests
{
    private const string Good = """{"object": "chat.completion", "choices": [{"message": {"content": "42"}}]}""";
    private const string Limited = """{"error": {"message": "Rate limit reached.", "type": "requests", "code": "rate_limit_exceeded"}}""";

    private static SimulatedReply Answer => VirtualProvider.Json(200, Good);

    [Fact]
    public async Task Calls_of_two_handlers_under_one_key_keep_to_its_quota_and_use_it()
    {
        var core = new SimulatorCore(new SimulatorOptions { Quota = new QuotaOptions { RequestsPerMinute = 600 } });
        using var traffic = new Traffic(core.Decide);

        var answers = await traffic.UntilAsync(Task.WhenAll(
            Enumerable.Range(0, 720).Select(call => traffic.AskAsync(client: call % 2))));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.InRange(core.Stats.Refused.Values.Sum(), 0, 4);
        // A bucket of our own: 600 full, 10 a second, and what a request costs is one.
        var (left, last) = (600.0, TimeSpan.Zero);
        foreach (var (at, _) in traffic.Provider.Asked)
        {
            left = Math.Min(600, left + 10 * (at - last).TotalSeconds) - 1;
            last = at;
            Assert.True(left >= -4, $"{-left} above the quota at {at}");
        }

        // 120 beyond the full bucket take 12 s, and some more for a client that has to learn its limits first.
        Assert.InRange(last.TotalSeconds, 11, 16);
    }

    [Fact]
    public async Task A_refusal_is_waited_out_and_the_same_body_sent_again()
    {
        using var traffic = new Traffic(VirtualProvider.Json(429, Limited, ("retry-after", "7")), Answer);

        var answer = await traffic.UntilAsync(traffic.AskAsync());

        Assert.Equal((200, Good), answer);
        var asked = traffic.Provider.Asked;
        Assert.Equal(2, asked.Count);
        Assert.InRange((asked[1].At - asked[0].At).TotalSeconds, 7, 7.5);
        Assert.Equal(asked[0].Request.Body.ToArray(), asked[1].Request.Body.ToArray());
        Assert.Equal("Bearer " + Traffic.Key, asked[1].Request.Headers["Authorization"]);
    }

    [Fact]
    public async Task In_a_storm_every_call_is_answered()
    {
        string[] faults = ["500", "502", "503", "529", "relay", "reset", "cut", "close", "broken_json"];
        var core = new SimulatorCore(new SimulatorOptions
        {
            Seed = 7,
            Faults = [.. faults.Select(fault => new FaultOptions(fault, 0.15 / faults.Length))],
        });
        using var traffic = new Traffic(core.Decide);

        var answers = await traffic.UntilAsync(Task.WhenAll(
            Enumerable.Range(0, 300).Select(call => traffic.AskAsync($"\"seed\": {call}"))));

        Assert.True(core.Stats.Requests > 320, $"{core.Stats.Requests} requests: there was no storm");
        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.All(answers, answer => Assert.Equal(
            "chat.completion", JsonDocument.Parse(answer.Body).RootElement.GetProperty("object").GetString()));
    }

    [Theory]
    [InlineData(400, """{"error": {"message": "Unknown parameter: 'n'.", "type": "invalid_request_error", "code": "unknown_parameter"}}""")]
    [InlineData(401, """{"error": {"message": "Incorrect API key provided.", "type": "invalid_request_error", "code": "invalid_api_key"}}""")]
    [InlineData(404, """{"error": {"message": "The model `m` does not exist.", "type": "invalid_request_error", "code": "model_not_found"}}""")]
    [InlineData(429, """{"error": {"message": "You exceeded your current quota, please check your plan and billing details.", "type": "insufficient_quota", "code": "insufficient_quota"}}""")]
    public async Task What_is_wrong_for_good_comes_back_at_once_and_as_it_came(int status, string body)
    {
        using var traffic = new Traffic(VirtualProvider.Json(status, body));

        var answer = await traffic.AskAsync();

        Assert.Equal((status, body), answer);
        Assert.Single(traffic.Provider.Asked);
    }

    [Fact]
    public async Task When_six_tries_are_used_up_the_last_response_is_the_answer()
    {
        const string Body = """{"error": {"message": "The server had an error.", "type": "server_error"}}""";
        using var traffic = new Traffic(VirtualProvider.Json(500, Body));

        var answer = await traffic.UntilAsync(traffic.AskAsync());

        Assert.Equal((500, Body), answer);
        Assert.Equal(6, traffic.Provider.Asked.Count);
    }

    [Fact]
    public async Task A_wait_that_is_too_long_is_not_begun()
    {
        using var traffic = new Traffic(VirtualProvider.Json(429, Limited, ("retry-after", "3600")));
        var first = await traffic.AskAsync();
        var second = await Assert.ThrowsAsync<PacingException>(() => traffic.AskAsync());

        Assert.Equal((429, Limited), first);
        Assert.Equal(PacingProblem.WaitTooLong, second.Problem);
        Assert.InRange(second.Wait!.Value.TotalSeconds, 3600, 3601);
        Assert.Single(traffic.Provider.Asked);
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_of_that_call_alone()
    {
        var slow = Answer with { HeadAfter = TimeSpan.FromSeconds(5) };
        using var traffic = new Traffic((_, _) => slow, new PacerOptions { InFlight = 1 });
        using var wish = new CancellationTokenSource();

        var first = traffic.AskAsync();
        await traffic.QuietAsync();
        var second = traffic.AskUntilAsync(wish.Token);
        var third = traffic.AskAsync();
        await traffic.QuietAsync();
        Assert.Equal(2, traffic.Pacer.Waiting);
        await wish.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.Equal(1, traffic.Pacer.Waiting);
        var answers = await traffic.UntilAsync(Task.WhenAll(first, third));
        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Equal(2, traffic.Provider.Asked.Count);
    }

    [Fact]
    public async Task One_more_than_may_wait_is_refused_and_nobody_hears_the_key()
    {
        var ids = new List<PoolId>();
        using var traffic = new Traffic((_, _) => Answer with { HeadAfter = TimeSpan.FromSeconds(5) }, new PacerOptions
        {
            InFlight = 1,
            MostWaiting = 1,
            Pool = id =>
            {
                ids.Add(id);
                return id;
            },
        });
        var first = traffic.AskAsync();
        await traffic.QuietAsync();
        var second = traffic.AskAsync();
        await traffic.QuietAsync();

        var refused = await Assert.ThrowsAsync<PacingException>(() => traffic.AskAsync());

        Assert.Equal(PacingProblem.QueueFull, refused.Problem);
        Assert.Contains("provider.test", refused.Message, StringComparison.Ordinal);
        Assert.Equal("m", ids[0].Model);
        Assert.DoesNotContain(Traffic.Key, $"{refused} {string.Join(' ', ids)}", StringComparison.Ordinal);
        await traffic.UntilAsync(Task.WhenAll(first, second));
    }

    [Fact]
    public async Task A_stream_passes_unchanged_and_its_tokens_settle_the_charge()
    {
        Assert.InRange((await StreamsAsync(", \"stream_options\": {\"include_usage\": true}")).TotalSeconds, 0, 60);
        // Without a count each of the four that follow the first waits for 9,000 tokens at 10,000 a minute: 54 s.
        Assert.InRange((await StreamsAsync("")).TotalSeconds, 4 * 48, 4 * 60);
    }

    private static async Task<TimeSpan> StreamsAsync(string more)
    {
        var replies = new List<string>();
        var core = new SimulatorCore(Asking.Instant);
        using var traffic = new Traffic(
            (request, now) =>
            {
                var reply = core.Decide(request, now);
                replies.Add(reply.Text());
                return reply;
            },
            new PacerOptions
            {
                Limits = _ => new QuotaSettings { TokensPerMinute = 10_000 },
                Charging = _ => ChargeRule.Total,
            });
        for (var call = 0; call < 5; call++)
        {
            var (status, body) = await traffic.UntilAsync(
                traffic.AskAsync("\"stream\": true, \"max_tokens\": 9000" + more));
            Assert.Equal((200, replies[call]), (status, body));
            Assert.EndsWith("data: [DONE]\n\n", body, StringComparison.Ordinal);
        }

        return traffic.Provider.Asked[^1].At;
    }

    [Fact]
    public async Task An_answer_that_breaks_in_its_body_is_asked_for_again()
    {
        var broken = VirtualProvider.Json(200, Good[..20]) with { End = SimulatedEnd.Close };
        using var traffic = new Traffic(broken, Answer);

        Assert.Equal((200, Good), await traffic.UntilAsync(traffic.AskAsync()));
        Assert.Equal(2, traffic.Provider.Asked.Count);
    }

    [Fact]
    public async Task An_answer_that_is_larger_than_what_is_kept_comes_whole()
    {
        var large = $$"""{"data": "{{new string('x', 9 << 20)}}"}""";
        using var traffic = new Traffic(VirtualProvider.Json(200, large));

        var (status, body) = await traffic.UntilAsync(traffic.AskAsync());

        Assert.Equal(200, status);
        Assert.True(large == body, $"{body.Length} of {large.Length} characters came");
    }

    [Fact]
    public async Task What_is_no_question_is_passed_on()
    {
        using var traffic = new Traffic(VirtualProvider.Json(500, "{}"));
        using var response = await traffic.Client
            .GetAsync(new Uri("models", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(500, (int)response.StatusCode);
        Assert.Single(traffic.Provider.Asked);
    }

    [Fact]
    public async Task A_client_that_sends_in_the_blocking_way_is_paced_too()
    {
        using var traffic = new Traffic(VirtualProvider.Json(429, Limited, ("retry-after", "1")), Answer);
        using var request = new HttpRequestMessage(HttpMethod.Post, "chat/completions")
        {
            Content = new StringContent("""{"model": "m"}""", Encoding.UTF8, "application/json"),
        };
        var sending = Task.Run(() => traffic.Client.Send(request), TestContext.Current.CancellationToken);
        while (!sending.IsCompleted)
        {
            traffic.Clock.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }

        using var response = await sending;
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(2, traffic.Provider.Asked.Count);
    }

    [Fact]
    public async Task Over_real_sockets_every_call_of_a_stormy_provider_is_answered()
    {
        var token = TestContext.Current.CancellationToken;
        await using var server = await SimulatorServer.StartAsync(
            Asking.Instant with { Seed = 3, Faults = [new("500", 0.1), new("reset", 0.1)] },
            0,
            TimeProvider.System,
            token);
        using var pacer = new Pacer(TimeProvider.System, 3);
        using var sockets = new SocketsHttpHandler();
        using var handler = new PacingHandler(pacer, sockets);
        using var client = new HttpClient(handler) { BaseAddress = server.Address };

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(async call =>
        {
            using var question = new ByteArrayContent(Asking.Chat(more: $"\"seed\": {call}").Body.ToArray());
            question.Headers.ContentType = new("application/json");
            using var response = await client.PostAsync(
                new Uri("v1/chat/completions", UriKind.Relative), question, token);
            return (Status: (int)response.StatusCode, Body: await response.Content.ReadAsStringAsync(token));
        }));

        Assert.True(server.Stats.Requests > 40, "there was no storm");
        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.All(answers, answer => Assert.Contains("chat.completion", answer.Body, StringComparison.Ordinal));
    }
}
