using System.Text.Json;
using Hailstone.Simulator;
using Xunit;

namespace Hailstone.Tests.Simulator;

public sealed class ModelAndKeyTests
{
    private static readonly SimulatorOptions Few = Asking.Instant with
    {
        Models = new Dictionary<string, ModelOptions>
        {
            ["gpt-4.1"] = new() { ShutdownDate = new DateOnly(2027, 1, 14) },
            ["gpt-6-luna"] = new(),
        },
    };

    private static SimulatedReply Ask(SimulatorOptions options, SimulatedRequest request) =>
        new SimulatorCore(options).Decide(request, TimeSpan.Zero);

    [Fact]
    public void A_model_that_does_not_exist_is_refused_as_openai_refuses_it()
    {
        var reply = Ask(Few, Asking.Chat(model: "o1-mini"));

        Assert.Equal(404, reply.Head!.Status);
        Assert.Equal("model_not_found", reply.Error().GetProperty("code").GetString());
        Assert.Equal("The model `o1-mini` does not exist or you do not have access to it.",
            reply.Error().GetProperty("message").GetString());
    }

    [Fact]
    public void Any_model_exists_where_none_are_named() =>
        Assert.Equal(200, Ask(Asking.Instant, Asking.Chat(model: "anything")).Head!.Status);

    [Fact]
    public void The_list_of_models_says_when_each_ends()
    {
        var models = Ask(Few, Asking.Get("/v1/models")).Json().GetProperty("data").EnumerateArray()
            .ToDictionary(model => model.GetProperty("id").GetString()!, model => model.GetProperty("shutdown_date"));

        Assert.Equal("2027-01-14", models["gpt-4.1"].GetString());
        Assert.Equal(JsonValueKind.Null, models["gpt-6-luna"].ValueKind);
    }

    [Theory]
    [InlineData("/v1/models/gpt-4.1", 200)]
    [InlineData("/v1/models/o1-mini", 404)]
    [InlineData("/v1/nothing", 404)]
    public void One_model_can_be_asked_for(string path, int status) =>
        Assert.Equal(status, Ask(Few, Asking.Get(path)).Head!.Status);

    [Theory]
    [InlineData(null, 401, null)]
    [InlineData("sk-wrong-0123456789", 401, "invalid_api_key")]
    [InlineData("sk-right", 200, null)]
    public void Only_a_configured_key_is_let_in_and_none_is_repeated(string? key, int status, string? code)
    {
        var reply = Ask(Asking.Instant with { Keys = ["sk-right"] }, Asking.Chat(key: key));

        Assert.Equal(status, reply.Head!.Status);
        if (status != 200)
            Assert.Equal(code, reply.Error().GetProperty("code").GetString());
        Assert.DoesNotContain("sk-", reply.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_key_uses_no_quota_and_sees_none()
    {
        var core = new SimulatorCore(Asking.Instant with
        {
            Keys = ["k"],
            Quota = new QuotaOptions { RequestsPerMinute = 10 },
        });

        var wrong = core.Decide(Asking.Chat(key: "x"), TimeSpan.Zero);
        var right = core.Decide(Asking.Chat(key: "k"), TimeSpan.Zero);

        Assert.False(wrong.Head!.Headers.ContainsKey("x-ratelimit-remaining-requests"));
        Assert.Equal("9", right.Header("x-ratelimit-remaining-requests"));
    }
}
